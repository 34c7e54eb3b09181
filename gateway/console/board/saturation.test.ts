import { saturationOf } from './saturation';

it('MET-23 A 5/5, B 3/5 is 8/10', () => {
  expect(
    saturationOf([
      { presence: 'ONLINE', load: 5, maxCapacity: 5 },
      { presence: 'REST', load: 3, maxCapacity: 5 },
    ]),
  ).toEqual({ load: 8, capacity: 10 });
});

it('RES-74 leaves out who is offline or has no limit; without anybody there is none', () => {
  const without = [
    { presence: 'OFFLINE', load: 0, maxCapacity: 5 },
    { presence: 'ONLINE', load: 9, maxCapacity: null },
  ];
  expect(saturationOf(without)).toBeUndefined();
  expect(saturationOf([...without, { presence: 'ONLINE', load: 1, maxCapacity: 2 }])).toEqual({ load: 1, capacity: 2 });
});
