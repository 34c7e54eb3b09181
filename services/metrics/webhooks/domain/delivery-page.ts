import type { Delivery } from './delivery';

/** A page of a webhook's deliveries. */
export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly more: boolean;
}
