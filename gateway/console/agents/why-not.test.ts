import { whyNot } from './why-not';

const online = { presence: 'ONLINE', load: 1, maxCapacity: 2, noRouting: false } as const;

it.each([
  [online, undefined],
  [{ ...online, load: 2 }, 'full'],
  [{ ...online, load: 9, maxCapacity: null }, undefined],
  [{ ...online, presence: 'REST' }, 'rest'],
  [{ ...online, presence: 'OFFLINE' }, 'offline'],
  [{ ...online, noRouting: true }, 'noRouting'],
] as const)('RTE-57 %j is kept from buyers by %j', (agent, expected) => expect(whyNot(agent)).toBe(expected));
