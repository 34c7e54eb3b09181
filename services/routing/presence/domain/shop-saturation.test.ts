import { shopSaturation } from './shop-saturation';

const agent = (load: number, maxCapacity: number | null, presence: 'ONLINE' | 'REST' | 'SUSPENDED' | 'OFFLINE' = 'ONLINE') => ({
  load,
  maxCapacity,
  presence,
});

it('MET-23 A 5/5, B 3/5 ⇒ 0.8; both full ⇒ 1; above it where a rule allowed more', () => {
  expect(shopSaturation([agent(5, 5), agent(3, 5)])).toBe(0.8);
  expect(shopSaturation([agent(5, 5), agent(5, 5)])).toBe(1);
  expect(shopSaturation([agent(7, 5), agent(5, 5)])).toBe(1.2);
});

it('RES-74 who rests or is suspended counts, who is OFFLINE does not, and who has no limit is in neither sum', () => {
  expect(shopSaturation([agent(2, 5, 'REST'), agent(3, 5, 'SUSPENDED'), agent(4, 4, 'OFFLINE')])).toBe(0.5);
  expect(shopSaturation([agent(5, 10), agent(400, null)])).toBe(0.5);
  expect(shopSaturation([agent(400, null), agent(3, 5, 'OFFLINE')])).toBeNull();
  expect(shopSaturation([])).toBeNull();
});
