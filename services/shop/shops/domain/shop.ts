import type { ShopPolicy } from '#libs/contracts/index';
import { isRefusal, type Refusal } from '#libs/platform/errors';
import type { MonthTier } from '../../entitlements/domain/tier';
import type { Trial } from '../../entitlements/domain/trial';
import type { HolidayMode } from '../../holiday/domain/holiday-mode';
import { presets, type Preset } from '#libs/contracts/index';
import { parseZone } from './zone';

/** A shop. `version` rises with every change, `policyVersion` with every change of the policy. */
export interface Shop {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly timeZone: string;
  readonly preset: Preset;
  readonly overrides: Partial<ShopPolicy>;
  readonly policyVersion: number;
  readonly ownerId: string;
  /** The last time for which the shop was closed by its switch, over or to come; null when there was none. */
  readonly holidayMode: HolidayMode | null;
  /** What the platform lets the shop have; null: nothing was ever said. */
  readonly tiers: readonly MonthTier[] | null;
  readonly trials: readonly Trial[] | null;
}

/** What is said of a new shop. */
export interface NewShop {
  readonly name: string;
  /** Asia/Shanghai when absent. */
  readonly timeZone?: string | null | undefined;
  readonly preset: Preset;
  readonly policy?: Partial<ShopPolicy> | null | undefined;
}

/** A shop as it begins; refuses a zone that is none (RES-90). */
export function newShop(id: string, ownerId: string, { name, timeZone, preset, policy }: NewShop): Shop | Refusal {
  const zone = parseZone(timeZone ?? 'Asia/Shanghai');
  if (isRefusal(zone)) return zone;
  const nothingYet = { holidayMode: null, tiers: null, trials: null };
  return { id, version: 1, name, timeZone: zone, preset, overrides: policy ?? {}, policyVersion: 1, ownerId, ...nothingYet };
}

/** The policy in force: the preset, with the shop's own overrides on top. */
export const policyOf = ({ preset, overrides }: Pick<Shop, 'preset' | 'overrides'>): ShopPolicy => ({ ...presets[preset], ...overrides });

/** The shop with more overrides; the same shop when they change nothing. */
export function overridePolicy(shop: Shop, overrides: Partial<ShopPolicy>): Shop {
  const next = { ...shop, overrides: { ...shop.overrides, ...overrides } };
  return samePolicy(policyOf(shop), policyOf(next)) ? shop : raised(next);
}

/** The shop under another platform's preset, its own overrides dropped. */
export const usePreset = (shop: Shop, preset: Preset): Shop =>
  shop.preset === preset && Object.keys(shop.overrides).length === 0 ? shop : raised({ ...shop, preset, overrides: {} });

/** The shop a version higher: something about it has changed, not its policy. */
export const raisedShop = (shop: Shop): Shop => ({ ...shop, version: shop.version + 1 });

const raised = (shop: Shop): Shop => ({ ...raisedShop(shop), policyVersion: shop.policyVersion + 1 });

const samePolicy = (a: ShopPolicy, b: ShopPolicy): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (policy: ShopPolicy): [string, unknown][] => Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1));
