import { businessDateAt } from '#libs/calendar/index';

/** The service-team tier (金牌/银牌客服团队) that a platform gives; null: none. */
export type ServiceTier = 'GOLD' | 'SILVER' | null;

/** What was evaluated on the 1st of a month (`2026-04`), and acts from its first midnight to its last in the shop's zone (RTE-43). */
export interface MonthTier {
  readonly month: string;
  readonly tier: ServiceTier;
}

/** Older months are forgotten. */
const monthsKept = 36;

/** The tiers with one month's in place, oldest first; the same list when it says so already. */
export function withTier(tiers: readonly MonthTier[] | null, one: MonthTier): readonly MonthTier[] {
  const known = tiers ?? [];
  if (known.some(({ month, tier }) => month === one.month && tier === one.tier)) return known;
  const others = known.filter(({ month }) => month !== one.month);
  return [...others, one].sort((a, b) => (a.month < b.month ? -1 : 1)).slice(-monthsKept);
}

/** The tier of a month; a month that nobody spoke of has none. */
export const tierAt = (tiers: readonly MonthTier[] | null, month: string): ServiceTier =>
  tiers?.find((one) => one.month === month)?.tier ?? null;

/** The month that an instant belongs to in a zone. */
export const monthAt = (at: Date, zone: string): string => businessDateAt(at, zone).slice(0, 7);
