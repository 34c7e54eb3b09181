import { at, flight, shopWith, start, told } from '../../flight/domain/example-shop';
import { setCapacity } from '../../presence/domain/set-capacity';
import { setPresence } from '../../presence/domain/set-presence';
import type { Presence } from '../../presence/domain/agent';
import type { ShopState } from '../../flight/domain/shop-state';
import { sessionClosed } from '../../queue/domain/session-closed';

let number = 0;

/** Who gets each of so many buyers; every session closes at once, so that nobody gets full. */
function picks(shop: ShopState, count: number): string {
  return Array.from({ length: count }, () => {
    const session = `s${(number += 1)}`;
    const [line] = told(flight(shop, at('10:00'), (change) => start(change, session)));
    flight(shop, at('10:00'), (change) => sessionClosed(change, session, change.now));
    return line!.split(' ')[1];
  }).join(' ');
}

const to = (shop: ShopState, agentId: string, presence: Presence) =>
  flight(shop, at('10:00'), (change) => setPresence(change, { agentId, presence, reason: null, device: null }));
const weighted = (agents: Parameters<typeof shopWith>[0]) => shopWith(agents, { assignStrategy: 'WEIGHTED' });

it('RTE-6 WEIGHTED by capacity 3, 2, 1 ⇒ A B A C B A, and again', () => {
  const shop = weighted({ A: { capacity: 3 }, B: { capacity: 2 }, C: { capacity: 1 } });
  expect(picks(shop, 12)).toBe('A B A C B A A B A C B A');
});

it('RES-86 who joins late begins at 0: neither starved nor flooded', () => {
  const shop = weighted({ A: { capacity: 2 }, B: { capacity: 2, presence: 'OFFLINE' } });
  expect(picks(shop, 20)).toBe(Array.from({ length: 20 }, () => 'A').join(' '));
  to(shop, 'B', 'ONLINE');
  expect(picks(shop, 6)).toBe('A B A B A B');
});

it('RES-86 who leaves and comes back begins at 0 again', () => {
  const shop = weighted({ A: { capacity: 3 }, B: { capacity: 1 } });
  expect(picks(shop, 2)).toBe('A A');
  to(shop, 'B', 'OFFLINE');
  to(shop, 'B', 'ONLINE');
  expect(shop.agents.get('B')?.currentWeight).toBe(0);
});

it('RES-86 a changed weight acts from the next pick on, without making good for the past', () => {
  const shop = weighted({ A: { capacity: 1 }, B: { capacity: 1 } });
  expect(picks(shop, 10)).toBe('A B A B A B A B A B');
  flight(shop, at('10:00'), (change) => setCapacity(change, { agentId: 'B', maxCapacity: 3 }));
  expect(picks(shop, 8)).toBe('B A B B B A B B');
});

it('RES-86 one who is full is no candidate: the current weight waits', () => {
  const shop = weighted({ A: { capacity: 1 }, B: { capacity: 2 } });
  flight(shop, at('10:00'), (change) => start(change, 'one'));
  flight(shop, at('10:00'), (change) => start(change, 'two'));
  const before = shop.agents.get('A')?.currentWeight;
  flight(shop, at('10:00'), (change) => start(change, 'three'));
  expect(shop.agents.get('A')).toMatchObject({ load: 1, currentWeight: before });
});

it('RES-86 the sum of the current weights stays 0, and shares are in proportion among 200 agents', () => {
  const agents = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`a${index}`, { capacity: 1 + (index % 2) }]));
  const shop = weighted(agents);
  const counts = new Map<string, number>();
  for (const id of picks(shop, 300).split(' ')) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect([...shop.agents.values()].reduce((sum, { currentWeight }) => sum + currentWeight, 0)).toBe(0);
  expect([...shop.agents.keys()].filter((id, index) => counts.get(id) !== 1 + (index % 2))).toEqual([]);
});
