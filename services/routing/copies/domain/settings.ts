import type { ShopPolicy } from '#libs/contracts/index';

/** What routing needs of the shop service's snapshot. */
export interface Settings {
  /** The shop service's version of the whole shop: an older snapshot never replaces a newer one. */
  readonly version: number;
  readonly policyVersion: number | null;
  readonly policy: ShopPolicy;
  readonly timeZone: string;
  readonly ownerId: string | null;
  readonly holidayMode: { readonly from: Date; readonly to: Date | null } | null;
}
