import { createBuyerNames } from './buyer-names';

describe('naming buyers', () => {
  test('INV-1 the same customer is the same buyer, but a buyer of its own while the first contact is open', () => {
    const nameOf = createBuyerNames();
    const first = nameOf({ id: 'c1', customer: 'k1' });
    const meanwhile = nameOf({ id: 'c2', customer: 'k1' });
    first.release();
    meanwhile.release();
    const again = nameOf({ id: 'c3', customer: 'k1' });
    expect([first, meanwhile, again].map((name) => name.externalId)).toEqual(['customer-k1', 'contact-c2', 'customer-k1']);
  });

  test('releasing the second contact does not free the name of the first', () => {
    const nameOf = createBuyerNames();
    nameOf({ id: 'c1', customer: 'k1' });
    nameOf({ id: 'c2', customer: 'k1' }).release();
    expect(nameOf({ id: 'c3', customer: 'k1' }).externalId).toBe('contact-c3');
  });

  test('rows without customer are all different buyers', () => {
    const nameOf = createBuyerNames();
    expect(nameOf({ id: 'c1', customer: null }).externalId).not.toBe(nameOf({ id: 'c2', customer: null }).externalId);
  });
});
