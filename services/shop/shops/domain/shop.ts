import type { ShopPolicy } from '#libs/contracts/index';
import { resolvePolicy, type Preset } from './presets';

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
}

export const policyOf = (shop: Shop): ShopPolicy => resolvePolicy(shop.preset, shop.overrides);

/** The shop with more overrides; the same shop when they change nothing. */
export function overridePolicy(shop: Shop, overrides: Partial<ShopPolicy>): Shop {
  const next = { ...shop, overrides: { ...shop.overrides, ...overrides } };
  return samePolicy(policyOf(shop), policyOf(next)) ? shop : raised(next);
}

/** The shop under another platform's preset, its own overrides dropped. */
export const usePreset = (shop: Shop, preset: Preset): Shop =>
  shop.preset === preset && Object.keys(shop.overrides).length === 0 ? shop : raised({ ...shop, preset, overrides: {} });

const raised = (shop: Shop): Shop => ({ ...shop, version: shop.version + 1, policyVersion: shop.policyVersion + 1 });

const samePolicy = (a: ShopPolicy, b: ShopPolicy): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (policy: ShopPolicy): [string, unknown][] => Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1));
