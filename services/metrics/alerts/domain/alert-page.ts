import type { ShopAlert } from './shop-alert';

/** A page of a shop's alerts. */
export interface AlertPage {
  readonly alerts: readonly ShopAlert[];
  readonly more: boolean;
}
