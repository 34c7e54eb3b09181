import { accountChanged, shopChanged } from '../../copies/domain/take-snapshots';
import { at, flight, loads, queued, settings, shopWith, start, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { setCapacity } from '../../presence/domain/set-capacity';
import { setPresence } from '../../presence/domain/set-presence';

/** b1 and b2 ask for somebody, one after the other. */
function waiting(shop: ShopState): void {
  for (const [sessionId, time] of [
    ['b1', '10:00'],
    ['b2', '10:01'],
  ] as const)
    flight(shop, at(time), (change) => start(change, sessionId));
}

const turns = (shop: ShopState, presence: 'ONLINE' | 'SUSPENDED') =>
  flight(shop, at('10:05'), (change) => setPresence(change, { agentId: 'A', presence, reason: null, device: null }));

it.each(['REST', 'SUSPENDED', 'OFFLINE'] as const)(
  'RTE-28, RES-35 back from %s: the longest waiting first, as far as there is room',
  (presence) => {
    const shop = shopWith({ A: { capacity: 1, presence } });
    waiting(shop);
    expect([told(turns(shop, 'ONLINE')), queued(shop)]).toEqual([['b1 A'], 1]);
  },
);

it('RES-35 from REST to SUSPENDED nobody is given', () => {
  const shop = shopWith({ A: { presence: 'REST' } });
  waiting(shop);
  expect([told(turns(shop, 'SUSPENDED')), queued(shop)]).toEqual([[], 2]);
});

it('RTE-28 a limit taken away lets everybody in', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  flight(shop, at('09:30'), (change) => start(change, 'b0'));
  waiting(shop);
  const unlimited = flight(shop, at('10:05'), (change) => setCapacity(change, { agentId: 'A', maxCapacity: null }));
  expect([told(unlimited), loads(shop)]).toEqual([['b1 A', 'b2 A'], ['A 3/∞']]);
});

it('RTE-28 a default capacity that rises lets in those it makes room for', () => {
  const shop = shopWith({ A: {} }, { defaultMaxCapacity: 1 });
  flight(shop, at('09:30'), (change) => start(change, 'b0'));
  waiting(shop);
  const raised = flight(shop, at('10:05'), (change) => shopChanged(change, settings({ defaultMaxCapacity: 2 }, { version: 2 })));
  expect([told(raised), queued(shop)]).toEqual([['b1 A'], 1]);
});

it('RES-35, RTE-36 the queue switched off: who waits goes to whoever is ONLINE and least saturated, beyond the limit', () => {
  const shop = shopWith({ A: { capacity: 1 }, B: { capacity: 2 } });
  flight(shop, at('09:30'), (change) => ['a', 'b', 'c'].forEach((one) => start(change, one)));
  waiting(shop);
  const off = flight(shop, at('10:05'), (change) => shopChanged(change, settings({ queueEnabled: false }, { version: 2 })));
  expect(told(off)).toEqual(['b1 A', 'b2 B']);
  expect(off.outcomes.map(({ route }) => route)).toMatchObject([{ cause: 'NO_QUEUE' }, { cause: 'NO_QUEUE' }]);
  expect([...shop.agents.values()].map(({ load, overLoad }) => [load, overLoad])).toEqual([
    [2, 1],
    [3, 1],
  ]);
});

it('RES-35, RTE-36 … and stays a queue while nobody is ONLINE', () => {
  const shop = shopWith({ A: { presence: 'OFFLINE' } });
  waiting(shop);
  const off = flight(shop, at('10:05'), (change) => shopChanged(change, settings({ queueEnabled: false }, { version: 2 })));
  expect([told(off), queued(shop)]).toEqual([[], 2]);
  expect(told(turns(shop, 'ONLINE'))).toEqual(['b1 A', 'b2 A']);
});

it('RTE-28 an account that is given the role AGENT takes who waits once it is ONLINE', () => {
  const shop = shopWith({ A: { presence: 'OFFLINE' } });
  waiting(shop);
  flight(shop, at('10:03'), (change) =>
    accountChanged(change, 'B', { version: 1, hasAgentRole: true, imEnabled: true, noRouting: false, active: true }),
  );
  const online = { agentId: 'B', presence: 'ONLINE', reason: null, device: null } as const;
  expect(told(flight(shop, at('10:04'), (change) => setPresence(change, online)))).toEqual(['b1 B', 'b2 B']);
});
