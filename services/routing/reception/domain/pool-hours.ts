import type { ShopState } from '../../flight/domain/shop-state';
import { groupsOfPool } from '../../queue/domain/pools';
import { isGroupOpen, type GroupHours } from './group-hours';
import type { ReceptionState } from './reception-state';

/** By whose hours the sessions of a pool are received, and what these say. */
export interface PoolHours {
  readonly open: boolean;
  /** When it last opened, as far as routing saw it: left messages have waited from then on. */
  readonly openSince: Date | null;
  /** null before the shop is known. */
  readonly reception: ReceptionState | null;
}

/**
 * A pool is received by the hours of its groups, each by its own or, without any, by the shop's; everybody's pool by the shop's. It is open while one of them
 * is. While none is, its buyers are told of the one that opens next, in a closed period that began when the last of them closed.
 */
export function poolHours(state: ShopState, pool: string): PoolHours {
  const shop = shopHours(state);
  if (state.groupHours.size === 0) return shop;
  const groups = groupsOfPool(pool, state.rules.groups);
  if (groups.length === 0) return shop;
  const all = groups.map(({ id }) => hoursOf(state.groupHours.get(id)) ?? shop);
  const open = all.filter((hours) => hours.open);
  return open.length > 0 ? open.reduce((first, other) => (time(other.openSince) < time(first.openSince) ? other : first)) : closed(all);
}

export const isPoolOpen = (state: ShopState, pool: string): boolean => poolHours(state, pool).open;

const shopHours = ({ reception, storedReception, openSince }: ShopState): PoolHours => ({
  open: reception?.open ?? storedReception.open,
  openSince,
  reception,
});

const hoursOf = (group: GroupHours | undefined): PoolHours | undefined =>
  group && { open: isGroupOpen(group), openSince: group.stored.openSince, reception: group.reception };

function closed(all: readonly PoolHours[]): PoolHours {
  const next = all.reduce((first, other) => (opening(other) < opening(first) ? other : first));
  const last = all.map(({ reception }) => reception?.closedSince ?? null).reduce((a, b) => (time(b) > time(a) ? b : a));
  return { ...next, reception: next.reception && { ...next.reception, closedSince: last } };
}

/** One that never was open comes before every instant; one that does not open again behind every. */
const time = (instant: Date | null): number => instant?.getTime() ?? -Infinity;
const opening = ({ reception }: PoolHours): number => reception?.nextOpeningAt?.getTime() ?? Infinity;
