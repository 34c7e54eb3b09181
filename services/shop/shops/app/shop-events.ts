import type { NewEvent } from '#libs/contracts/index';
import { actorOf, type Caller } from '#libs/platform/access/caller';
import type { Account } from '../../accounts/domain/account';
import { policyOf, type Shop } from '../domain/shop';

/** Who caused a change, when, and in which trace. */
export interface Origin {
  readonly caller: Caller;
  readonly at: Date;
  readonly eventId: string;
  readonly traceparent: string | null;
}

const common = (shopId: string, { caller, at }: Origin, policyVersion: number | null) => ({
  shopId,
  occurredAt: at.toISOString(),
  actor: actorOf(caller),
  causeId: null,
  policyVersion,
});

/** The whole shop as it is now. */
export function shopSnapshot(shop: Shop, origin: Origin): NewEvent<'shop-changed', 'snapshot'> {
  return {
    id: origin.eventId,
    topic: 'shop-changed',
    type: 'snapshot',
    shopId: shop.id,
    subject: shop.id,
    traceparent: origin.traceparent,
    value: {
      ...common(shop.id, origin, shop.policyVersion),
      version: shop.version,
      name: shop.name,
      timeZone: shop.timeZone,
      preset: shop.preset,
      policy: policyOf(shop),
      ownerId: shop.ownerId,
      holidayMode: null,
      tier: null,
    },
  };
}

/** The whole account as it is now. */
export function accountSnapshot(account: Account, origin: Origin): NewEvent<'account-changed', 'snapshot'> {
  const { id: accountId, shopId, version, name, nickname, roles, imEnabled, noRouting, active } = account;
  return {
    id: origin.eventId,
    topic: 'account-changed',
    type: 'snapshot',
    shopId,
    subject: accountId,
    traceparent: origin.traceparent,
    value: {
      ...common(shopId, origin, null),
      version,
      accountId,
      name,
      nickname,
      roles: [...roles],
      imEnabled,
      noRouting,
      positionId: null,
      department: null,
      active,
    },
  };
}
