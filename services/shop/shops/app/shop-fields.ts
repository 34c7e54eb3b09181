import { policyOf, type Shop } from '../domain/shop';

/** A shop as its audit lines compare it: each setting in force by its name, and the holiday mode without what somebody wrote about it. */
export const shopFields = (shop: Shop): object => {
  const { from = null, to = null } = shop.holidayMode ?? {};
  return { ...shop, ...policyOf(shop), holidayFrom: from, holidayTo: to };
};
