import { setCapacity } from '../../presence/domain/set-capacity';
import { shopChanged, scheduleChanged, accountChanged } from '../../copies/domain/take-snapshots';
import { at, flight, hoursVersion, left, loads, queued, settings, shopWith, start, told, unload } from '../../flight/domain/example-shop';
import { releaseSession } from '../../handover/domain/hand-over';
import { setPresence } from '../../presence/domain/set-presence';
import { drain } from './drain';
import type { Pool } from './pools';
import { sessionClosed } from './session-closed';
import { extend } from './waiting-list';
import { newShopState } from '../../flight/domain/shop-state';

const windows = (start: number, end: number) => Array.from({ length: 7 }, () => [{ start: start * 60, end: end * 60 }]);
const hours = (version: number, from: Date, open: number, close: number) => hoursVersion(version, from, windows(open, close));
const online = (agentId: string) => ({ agentId, presence: 'ONLINE', reason: null, device: null }) as const;

it('RTE-27 A, B full; b1, b2 wait, the queue drains oldest first when a slot frees (RTE-28)', () => {
  const shop = shopWith({ A: { capacity: 1 }, B: { capacity: 1 } });
  const first = flight(shop, at('10:00'), (change) => ['a', 'b', 'b1', 'b2'].forEach((one) => start(change, one)));
  expect(told(first)).toEqual(['a A', 'b B', 'b1 queued', 'b2 queued']);
  const second = flight(shop, at('10:05'), (change) => sessionClosed(change, 'b', change.now));
  expect(told(second)).toEqual(['b1 B']);
  expect(second.outcomes[0]).toMatchObject({ revision: 2, waitedMs: 300_000, enqueuedAt: at('10:00'), load: 1, capacity: 1 });
});

it('RTE-28 cap 5→7 with 3 queued ⇒ two assigned at once, one stays', () => {
  const shop = shopWith({ A: { capacity: 5 } });
  flight(shop, at('10:00'), (change) => Array.from({ length: 8 }, (_, index) => start(change, `b${index}`)));
  const raised = flight(shop, at('10:01'), (change) => setCapacity(change, { agentId: 'A', maxCapacity: 7 }));
  expect([told(raised), queued(shop)]).toEqual([['b5 A', 'b6 A'], 1]);
});

it('RTE-31 all offline: 3 queued; B online, cap 2 ⇒ the two oldest to B, one waits', () => {
  const shop = shopWith({ B: { capacity: 2, presence: 'OFFLINE' } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2', 'b3'].forEach((one) => start(change, one)));
  const arrived = flight(shop, at('10:05'), (change) => setPresence(change, online('B')));
  expect([told(arrived), queued(shop)]).toEqual([['b1 B', 'b2 B'], 1]);
});

it('RES-35 a cleared no-routing flag and the end of REST drain too', () => {
  const shop = shopWith({ A: { capacity: 1, noRouting: true }, B: { capacity: 1, presence: 'REST' } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  const cleared = flight(shop, at('10:01'), (change) =>
    accountChanged(change, 'A', { version: 2, hasAgentRole: true, imEnabled: true, noRouting: false, active: true }),
  );
  const back = flight(shop, at('10:02'), (change) => setPresence(change, online('B')));
  expect([told(cleared), told(back)]).toEqual([['b1 A'], ['b2 B']]);
});

describe('reception hours 10:00-18:00', () => {
  const open = (agents: Parameters<typeof shopWith>[0]) => {
    const shop = shopWith(agents);
    flight(shop, at('09:00'), (change) => scheduleChanged(change, hours(1, at('08:00'), 10, 18)));
    return shop;
  };

  it('SCH-14, SCH-15, SCH-17 messages of the night are told the hours and enter routing at opening, oldest first', () => {
    const shop = open({ A: { capacity: 1 } });
    const night = flight(shop, at('22:00'), (change) => start(change, 'b1'));
    expect(told(night)).toEqual(['b1 CLOSED']);
    expect(night.outcomes[0]).toMatchObject({
      route: { cause: 'SHOP_CLOSED', rule: 'SCH-17' },
      scheduleVersion: 1,
      notice: { period: at('18:00').toISOString(), nextOpeningAt: at('10:00', 3), hours: { zh: '10:00-18:00', en: '10:00-18:00' } },
    });
    flight(shop, at('23:00'), (change) => start(change, 'b2'));
    expect(told(flight(shop, at('09:59:59', 3)))).toEqual([]);
    const opening = flight(shop, at('10:00:01', 3), (change) => start(change, 'b3'));
    expect(told(opening)).toEqual(['b1 A', 'b2 queued', 'b3 queued']);
    expect(opening.outcomes.map(({ waitedMs }) => waitedMs)).toEqual([1_000, 1_000, 0]);
    expect(opening.outcomes.map(({ revision }) => revision)).toEqual([2, 2, 1]);
    expect([shop.openSince, shop.storedReception.until]).toEqual([at('10:00', 3), at('18:00', 3)]);
  });

  it('RES-60 left messages go by the first message of their session, whichever came first here', () => {
    const shop = open({ A: { capacity: 5 } });
    flight(shop, at('23:30'), (change) => {
      start(change, 'b2', at('23:00'));
      start(change, 'b1', at('22:00'));
    });
    expect(told(flight(shop, at('10:00', 3)))).toEqual(['b1 A', 'b2 A']);
  });

  it('SCH-19 at 18:00 the running session stays, the queueing buyer becomes a left message, and so does who comes at 18:01', () => {
    const shop = open({ A: { capacity: 1 } });
    flight(shop, at('17:00'), (change) => ['b1', 'b3'].forEach((one) => start(change, one)));
    const closing = flight(shop, at('18:00'));
    expect(told(closing)).toEqual(['b3 CLOSED']);
    expect(closing.outcomes[0]).toMatchObject({ revision: 2, route: { rule: 'SCH-19' } });
    expect(told(flight(shop, at('18:01'), (change) => start(change, 'b2')))).toEqual(['b2 CLOSED']);
    expect([queued(shop), left(shop), loads(shop)]).toEqual([0, 2, ['A 1/1']]);
  });

  it('SCH-19 a drain never assigns while the shop is closed', () => {
    const shop = open({ A: { capacity: 1 } });
    flight(shop, at('17:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
    const freed = flight(shop, at('18:30'), (change) => sessionClosed(change, 'b1', change.now));
    expect([told(freed), loads(shop)]).toEqual([['b2 CLOSED'], ['A 0/1']]);
    const raised = flight(shop, at('18:31'), (change) => setCapacity(change, { agentId: 'A', maxCapacity: 9 }));
    expect(told(raised)).toEqual([]);
    expect(told(flight(shop, at('10:00', 3)))).toEqual(['b2 A']);
  });

  it('RES-60 a save that closes the shop at once, and holiday mode, do the same as the clock', () => {
    const shop = open({ A: { capacity: 1 } });
    flight(shop, at('12:00'), (change) => ['b1', 'b2', 'b3'].forEach((one) => start(change, one)));
    const saved = flight(shop, at('14:00'), (change) => scheduleChanged(change, hours(2, at('14:00'), 10, 13)));
    expect(told(saved)).toEqual(['b2 CLOSED', 'b3 CLOSED']);
    const reopened = flight(shop, at('14:05'), (change) => scheduleChanged(change, hours(3, at('14:05'), 10, 20)));
    expect([told(reopened), shop.openSince]).toEqual([['b2 queued', 'b3 queued'], at('14:05')]);
    const holiday = { from: at('15:00'), to: at('16:00') };
    expect(told(flight(shop, at('14:30'), (change) => shopChanged(change, settings({}, { version: 2, holidayMode: holiday }))))).toEqual(
      [],
    );
    expect(told(flight(shop, at('15:00')))).toEqual(['b2 CLOSED', 'b3 CLOSED']);
    expect(told(flight(shop, at('16:00')))).toEqual(['b2 queued', 'b3 queued']);
  });

  it('SCH-17 an opening seen late decides by the present: closed again ⇒ nothing moves', () => {
    const shop = open({ A: {} });
    flight(shop, at('22:00'), (change) => start(change, 'b1'));
    expect(told(flight(shop, at('19:00', 3)))).toEqual([]);
    expect(told(flight(shop, at('11:00', 4)))).toEqual(['b1 A']);
  });
});

it('RES-28 the message pool is routed oldest first as soon as step 3 passes', () => {
  const shop = shopWith({ A: { capacity: 1, presence: 'OFFLINE' }, B: { presence: 'OFFLINE' } }, { unavailableHandling: 'MESSAGE_POOL' });
  const left = flight(shop, at('10:00'), (change) => ['b1', 'b2', 'b3'].forEach((one) => start(change, one)));
  expect(told(left)).toEqual(['b1 MESSAGE_POOL', 'b2 MESSAGE_POOL', 'b3 MESSAGE_POOL']);
  expect(left.outcomes[0]?.notice).toBeNull();
  const back = flight(shop, at('10:05'), (change) => setPresence(change, online('A')));
  expect(told(back)).toEqual(['b1 A', 'b2 queued', 'b3 queued']);
  expect(back.outcomes[0]?.waitedMs).toBe(300_000);
});

it('RES-28 the queue and the pool are one line: who has waited longest goes first', () => {
  const shop = shopWith({ A: { capacity: 1 } }, { unavailableHandling: 'SERVICE_ASSISTANT' });
  const rest = (presence: 'OFFLINE' | 'ONLINE') => ({ agentId: 'A', presence, reason: null, device: null }) as const;
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('10:01'), (change) => setPresence(change, rest('OFFLINE')));
  expect(told(flight(shop, at('10:02'), (change) => start(change, 'b3')))).toEqual(['b3 SERVICE_ASSISTANT']);
  flight(shop, at('10:03'), (change) => sessionClosed(change, 'b1', change.now));
  expect(told(flight(shop, at('10:04'), (change) => setPresence(change, rest('ONLINE'))))).toEqual(['b2 A', 'b3 queued']);
});

it('RTE-28 a left message waits until those of the queue who are not in memory are loaded, since they may come first', () => {
  const shop = shopWith({ A: { capacity: 2 } }, { unavailableHandling: 'MESSAGE_POOL', availabilityTest: 'ONLINE_NOT_SUSPENDED' });
  flight(shop, at('10:00'), (change) => ['a1', 'a2', 'b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('10:01'), (change) => setPresence(change, { ...online('A'), presence: 'OFFLINE' }));
  expect(told(flight(shop, at('10:02'), (change) => start(change, 'c1')))).toEqual(['c1 MESSAGE_POOL']);
  flight(shop, at('10:03'), (change) => ['a1', 'a2'].forEach((one) => sessionClosed(change, one, change.now)));
  // The store has loaded the first of the queue only.
  const [{ queue }] = [...shop.pools.values()] as [Pool];
  const unloaded = queue.entries.splice(queue.first + 1);
  const back = flight(shop, at('10:04'), (change) => setPresence(change, online('A')));
  expect(told(back)).toEqual(['b1 A']);
  extend(queue, unloaded);
  expect(told(flight(shop, at('10:04'), (change) => drain(change)))).toEqual(['b2 A', 'c1 queued']);
});

it('RTE-28 nor is anybody of another pool with the same agents served before they are loaded', () => {
  const shop = shopWith({ A: { capacity: 1 }, B: { capacity: 2, presence: 'REST' } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('10:01'), (change) => void releaseSession(change, 'b1', { accountId: 'A', isManager: false }, null));
  flight(shop, at('10:02'), (change) => ['b3', 'b4'].forEach((one) => start(change, one)));
  const unloaded = unload(shop, 'ALL');
  expect(told(flight(shop, at('10:03'), (change) => setPresence(change, online('B'))))).toEqual([]);
  extend(shop.pools.get('ALL')!.queue, unloaded);
  expect(told(flight(shop, at('10:03')))).toEqual(['b1 B', 'b3 B']);
});

it('PRM-5 … until one AGENT exists: sessions before the first snapshot wait for it, then go to the main account, over its capacity', () => {
  const state = newShopState('S');
  const early = flight(state, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  expect([told(early), state.pending.total]).toEqual([[], 2]);
  const known = flight(state, at('10:01'), (change) => shopChanged(change, settings({ defaultMaxCapacity: 1 })));
  expect(told(known)).toEqual(['b1 owner', 'b2 owner']);
  expect(known.outcomes.map(({ route, revision }) => [route.cause, revision])).toEqual([
    ['OWNER', 1],
    ['OWNER', 1],
  ]);
  expect(state.agents.get('owner')).toMatchObject({ load: 2, overLoad: 2, ceiling: 1, maxCapacity: 1 });
});

it('RES-25 what the main account has it keeps when the first AGENT comes, online or not', () => {
  const state = newShopState('S');
  flight(state, at('10:00'), (change) => {
    shopChanged(change, settings());
    start(change, 'b1');
  });
  const joined = flight(state, at('10:01'), (change) => {
    accountChanged(change, 'A', { version: 1, hasAgentRole: true, imEnabled: true, noRouting: false, active: true });
    setPresence(change, online('A'));
    start(change, 'b2');
  });
  expect([told(joined), loads(state)]).toEqual([['b2 A'], ['owner 1/∞', 'A 1/∞']]);
});

it('PRM-6 once an AGENT exists the main account receives nothing, even if all are offline', () => {
  const shop = shopWith({ A: { presence: 'OFFLINE' } });
  expect(told(flight(shop, at('10:00'), (change) => start(change, 'b1')))).toEqual(['b1 queued']);
});
