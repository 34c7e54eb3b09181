import { resolvePolicy, type EventOf } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { saveAccountCopies, saveNoticeCopies, saveShopCopies } from '../store/copies';

/** Of several snapshots of one subject the newest; a statement takes each row once. */
function newest<E>(events: readonly E[], subject: (event: E) => string, version: (event: E) => number): E[] {
  const kept = new Map<string, E>();
  for (const event of events) {
    const known = kept.get(subject(event));
    if (known === undefined || version(known) < version(event)) kept.set(subject(event), event);
  }
  return [...kept.values()];
}

/** Shops: zone and the timeouts that sessions freeze (SES-14). */
export async function takeShops(tx: Tx, events: readonly EventOf<'shop-changed'>[]): Promise<void> {
  const last = newest(
    events,
    ({ value }) => value.shopId,
    ({ value }) => value.version,
  );
  await saveShopCopies(
    tx,
    last.map(({ value }) => {
      const policy = resolvePolicy(value.policy);
      return {
        shopId: value.shopId,
        version: value.version,
        timeZone: value.timeZone,
        policyVersion: value.policyVersion ?? 0,
        holdMinutes: policy.agentEndHoldMinutes,
        idleAfterAgentMinutes: policy.idleCloseAfterAgentMinutes,
        idleAfterBuyerMinutes: policy.idleCloseAfterBuyerMinutes,
      };
    }),
  );
}

/** Accounts: whether they still act for the shop (PRM-2). */
export async function takeAccounts(tx: Tx, events: readonly EventOf<'account-changed'>[]): Promise<void> {
  const last = newest(
    events,
    ({ value }) => value.accountId,
    ({ value }) => value.version,
  );
  await saveAccountCopies(
    tx,
    last.map(({ value: { accountId, shopId, version, roles, active } }) => ({ accountId, shopId, version, roles, active })),
  );
}

/** Versions of reception hours: the shop's own text for its closed notice (SCH-15). */
export async function takeSchedules(tx: Tx, events: readonly EventOf<'schedule-changed'>[]): Promise<void> {
  const last = newest(
    events,
    ({ value }) => `${value.shopId} ${value.version}`,
    ({ value }) => value.version,
  );
  await saveNoticeCopies(
    tx,
    last.map(({ value: { shopId, version, closedNotice } }) => ({ shopId, version, closedNotice })),
  );
}
