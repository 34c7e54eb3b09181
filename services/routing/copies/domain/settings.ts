import type { ShopPolicy } from '#libs/contracts/index';

/** What routing needs of the shop service's snapshot. */
export interface Settings {
  /** The shop service's version of the whole shop: an older snapshot never replaces a newer one. */
  readonly version: number;
  readonly policyVersion: number | null;
  readonly policy: ShopPolicy;
  /** The platform the shop is on; null where its snapshot came before routing kept it. */
  readonly preset: string | null;
  readonly timeZone: string;
  readonly ownerId: string | null;
  /** The service-team tier of each month that was spoken of, `2026-04` (RTE-43). */
  readonly tiers: readonly { readonly month: string; readonly tier: string | null }[];
  /** The trials whose list the shop is on (RTE-46). */
  readonly trials: readonly string[];
  readonly holidayMode: { readonly from: Date; readonly to: Date | null } | null;
}
