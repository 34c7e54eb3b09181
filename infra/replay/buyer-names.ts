/** The name under which one contact's buyer is known to the shop, until it is released. */
export interface BuyerName {
  readonly externalId: string;
  release(): void;
}

/**
 * Names buyers: the same customer is the same buyer. A row without customer is a buyer of its own, and so is a customer who comes again
 * while the first contact is still open, because a buyer has one open session at most (INV-1) and would not be a contact of its own.
 */
export function createBuyerNames(): (contact: { readonly id: string; readonly customer: string | null }) => BuyerName {
  const open = new Set<string>();
  return ({ id, customer }) => {
    if (customer === null || open.has(customer)) return { externalId: `contact-${id}`, release: () => undefined };
    open.add(customer);
    return { externalId: `customer-${customer}`, release: () => void open.delete(customer) };
  };
}
