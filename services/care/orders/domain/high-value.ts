/** How many paid orders there are, and how much they come to. */
export interface OrderSum {
  readonly orders: number;
  readonly minorUnits: number;
}

const times = 10n;

/** Whether an amount is greater than ten times the average of the shop's paid orders in the same currency (CARE-23); without any it is not. */
export const isHighValue = (minorUnits: number, paid: OrderSum | undefined): boolean =>
  paid !== undefined && paid.orders > 0 && BigInt(minorUnits) * BigInt(paid.orders) > times * BigInt(paid.minorUnits);
