import { presetNames, resolvePolicy, type EventOf, type ReceivedValue } from '#libs/contracts/index';
import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { saveAccountCopies, type AccountCopy } from '../store/account-copy';
import { saveScheduleCopies, type ScheduleCopy } from '../store/schedule-copy';
import { off, saveShopCopies, type ShopCopy } from '../store/shop-copy';
import { ofTopic } from './of-topic';

/** Keeps what other services tell of shops, accounts and reception hours; each table's rows are taken in order of their keys. */
export async function takeSnapshots(tx: Tx, events: readonly InboxEvent[]): Promise<void> {
  const shops = newest(ofTopic(events, 'shop-changed').map(shopCopyOf), ({ shopId }) => shopId);
  const accounts = newest(ofTopic(events, 'account-changed').map(accountCopyOf), ({ accountId }) => accountId);
  const schedules = newest(
    ofTopic(events, 'schedule-changed').flatMap((event) => (event.type === 'snapshot' ? [scheduleCopyOf(event.value)] : [])),
    ({ shopId, version }) => `${shopId} ${version}`,
  );
  await Promise.all([
    shops.length > 0 ? saveShopCopies(tx, shops) : undefined,
    accounts.length > 0 ? saveAccountCopies(tx, accounts) : undefined,
    schedules.length > 0 ? saveScheduleCopies(tx, schedules) : undefined,
  ]);
}

/** Of several snapshots of one subject the newest, since a statement takes each row once; in order of the subject. */
function newest<C extends { readonly version: number }>(copies: readonly C[], subject: (copy: C) => string): C[] {
  const kept = new Map<string, C>();
  for (const copy of copies) {
    const known = kept.get(subject(copy));
    if (known === undefined || known.version < copy.version) kept.set(subject(copy), copy);
  }
  return [...kept].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, copy]) => copy);
}

/** A shop's zone, the language of its buyers, the timeouts that sessions freeze (SES-14), and how orders age (RTE-19). */
function shopCopyOf({ value: { shopId, version, timeZone, preset, policyVersion, policy } }: EventOf<'shop-changed'>): ShopCopy {
  const { agentEndHoldMinutes, idleCloseAfterAgentMinutes, idleCloseAfterBuyerMinutes, buyerLanguage, ...settings } = resolvePolicy(policy);
  return {
    shopId,
    version,
    timeZone,
    policyVersion: policyVersion ?? 0,
    holdMinutes: agentEndHoldMinutes,
    idleAfterAgentMinutes: idleCloseAfterAgentMinutes,
    idleAfterBuyerMinutes: idleCloseAfterBuyerMinutes,
    buyerLanguage,
    botFirst: settings.botFirst,
    preset: presetNames.find((name) => name === preset) ?? null,
    orderValidityDays: settings.orderValidityDays,
    afterSalesPeriodDays: settings.afterSalesPeriodDays,
    messageRecallMinutes: settings.messageRecallMinutes,
    outboundTexts: settings.outboundTexts,
    outboundMessages: settings.outboundQuota?.messages ?? null,
    outboundHours: settings.outboundQuota?.hours ?? null,
    courtesyReopens: settings.courtesyReopens,
    closingHintMinutes: settings.closingHintMinutes ?? off,
    slowReplySeconds: settings.slowReplySeconds ?? off,
    dailyReminderMinute: settings.dailyReminderMinute ?? off,
  };
}

/** The text of a version's closed notice. */
const scheduleCopyOf = ({ shopId, version, closedNotice }: ReceivedValue<'schedule-changed', 'snapshot'>): ScheduleCopy => ({
  shopId,
  version,
  closedNotice,
});

/** Whether an account still acts for the shop (PRM-2), its name for buyers (PRM-8), and its department (PRM-12). */
const accountCopyOf = ({
  value: { accountId, shopId, version, roles, active, nickname, department },
}: EventOf<'account-changed'>): AccountCopy => ({
  accountId,
  shopId,
  version,
  roles,
  active,
  nickname,
  department: department ?? null,
});
