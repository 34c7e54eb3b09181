import { at, flight, loads, shopWith, start, told } from '../../flight/domain/example-shop';
import { sessionClosed, sessionEnded, shopSessionStarted } from './session-facts';

it('RTE-4 A, B, C idle, 9 new buyers ⇒ 3 each', () => {
  const shop = shopWith({ A: {}, B: {}, C: {} });
  flight(shop, at('10:00'), (draft) => Array.from({ length: 9 }, (_, index) => start(draft, `b${index}`)));
  expect(loads(shop)).toEqual(['A 3/∞', 'B 3/∞', 'C 3/∞']);
});

it('INV-2 cap 5, act 4, ten buyers at once ⇒ one assigned, nine queued', () => {
  const shop = shopWith({ A: { capacity: 5 } });
  flight(shop, at('10:00'), (draft) => ['1', '2', '3', '4'].forEach((one) => start(draft, one)));
  const ten = flight(shop, at('10:01'), (draft) => Array.from({ length: 10 }, (_, index) => start(draft, `b${index}`)));
  expect(told(ten).filter((line) => line.endsWith(' A'))).toEqual(['b0 A']);
  expect(shop.queue.total).toBe(9);
});

it('SES-7 a session the agent has ended holds its slot until it is closed', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  flight(shop, at('10:00'), (draft) => ['b1', 'b2'].forEach((one) => start(draft, one)));
  flight(shop, at('10:01'), (draft) => sessionEnded(draft, 'b1', draft.now));
  expect([loads(shop), shop.agents.get('A')?.held, shop.queue.total]).toEqual([['A 1/1'], 1, 1]);
  expect(told(flight(shop, at('10:21'), (draft) => sessionClosed(draft, 'b1', draft.now)))).toEqual(['b2 A']);
  expect(shop.agents.get('A')).toMatchObject({ load: 1, held: 0 });
});

describe('RES-23 re-entry: close, drain the queue, then route the new session', () => {
  const held = () => {
    const shop = shopWith({ A: { capacity: 1 } });
    flight(shop, at('10:00'), (draft) => ['old', 'b2'].forEach((one) => start(draft, one)));
    flight(shop, at('10:01'), (draft) => sessionEnded(draft, 'old', draft.now));
    return shop;
  };

  it('RES-23 its start comes first', () => {
    const shop = held();
    expect(told(flight(shop, at('10:05'), (draft) => start(draft, 'new', draft.now, 'old')))).toEqual(['b2 A', 'new queued']);
    const late = flight(shop, at('10:05'), (draft) => sessionClosed(draft, 'old', draft.now));
    expect([told(late), loads(shop), [...late.standings.values()].filter(({ tombstone }) => tombstone)]).toEqual([[], ['A 1/1'], []]);
  });

  it('RES-23 the close of the old one comes first', () => {
    const shop = held();
    expect(told(flight(shop, at('10:05'), (draft) => sessionClosed(draft, 'old', draft.now)))).toEqual(['b2 A']);
    expect(told(flight(shop, at('10:05'), (draft) => start(draft, 'new', draft.now, 'old')))).toEqual(['new queued']);
    expect(loads(shop)).toEqual(['A 1/1']);
  });

  it('RES-23 nobody waits ⇒ the buyer takes the slot it freed', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    flight(shop, at('10:00'), (draft) => start(draft, 'old'));
    flight(shop, at('10:01'), (draft) => sessionEnded(draft, 'old', draft.now));
    expect(told(flight(shop, at('10:05'), (draft) => start(draft, 'new', draft.now, 'old')))).toEqual(['new A']);
  });
});

it('RES-47 a buyer who leaves while waiting is gone from the queue', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  flight(shop, at('10:00'), (draft) => ['b1', 'b2', 'b3'].forEach((one) => start(draft, one)));
  flight(shop, at('10:01'), (draft) => sessionClosed(draft, 'b2', draft.now));
  expect(told(flight(shop, at('10:02'), (draft) => sessionClosed(draft, 'b1', draft.now)))).toEqual(['b3 A']);
});

describe('INV-5 another topic comes first', () => {
  it('INV-5 a close before its start: the session is never routed, and nothing is left behind', () => {
    const shop = shopWith({ A: {} });
    const early = flight(shop, at('10:00'), (draft) => sessionClosed(draft, 'b1', draft.now));
    expect(early.standings.get('b1')?.tombstone).toMatchObject({ kind: 'CLOSED' });
    const late = flight(shop, at('10:01'), (draft) => start(draft, 'b1'));
    expect([told(late), late.standings.get('b1')?.tombstone, loads(shop)]).toEqual([[], null, ['A 0/∞']]);
  });

  it('INV-5 an end before its start: not routed either, until its close clears it away', () => {
    const shop = shopWith({ A: {} });
    flight(shop, at('10:00'), (draft) => sessionEnded(draft, 'b1', draft.now));
    expect(told(flight(shop, at('10:01'), (draft) => start(draft, 'b1')))).toEqual([]);
    const closed = flight(shop, at('10:02'), (draft) => sessionClosed(draft, 'b1', draft.now));
    expect(closed.standings.get('b1')?.tombstone).toBeNull();
  });

  it('INV-5 end and close before the start', () => {
    const shop = shopWith({ A: {} });
    flight(shop, at('10:00'), (draft) => {
      sessionClosed(draft, 'b1', draft.now);
      sessionEnded(draft, 'b1', draft.now);
    });
    const late = flight(shop, at('10:01'), (draft) => start(draft, 'b1'));
    expect([told(late), late.standings.get('b1')?.tombstone]).toEqual([[], null]);
  });
});

it('SES-3 a session that an agent has begun is not routed, and leaves nothing behind', () => {
  const shop = shopWith({ A: {} });
  const begun = flight(shop, at('10:00'), (draft) => shopSessionStarted(draft, 's1'));
  const closed = flight(shop, at('10:05'), (draft) => sessionClosed(draft, 's1', draft.now));
  expect([told(begun), loads(shop), closed.standings.get('s1')?.tombstone]).toEqual([[], ['A 0/∞'], null]);
});

it('INV-3 facts that come twice change nothing', () => {
  const shop = shopWith({ A: { capacity: 2 }, B: { capacity: 2 } });
  const twice = flight(shop, at('10:00'), (draft) => {
    for (let time = 0; time < 2; time += 1) {
      start(draft, 'b1');
      sessionEnded(draft, 'b1', draft.now);
    }
  });
  expect([told(twice), loads(shop), shop.agents.get('A')?.held]).toEqual([['b1 A'], ['A 1/2', 'B 0/2'], 1]);
  flight(shop, at('10:01'), (draft) => {
    sessionClosed(draft, 'b1', draft.now);
    sessionClosed(draft, 'b1', draft.now);
    start(draft, 'b1');
  });
  expect(loads(shop)).toEqual(['A 0/2', 'B 0/2']);
});

it('RTE-5 counts are of the business date in the shop’s zone, whoever looks first on the new one', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('23:59'), (draft) => ['b1', 'b2', 'b3'].forEach((one) => start(draft, one)));
  expect(shop.agents.get('A')).toMatchObject({ assignedToday: 2, countedOn: '2026-03-02' });
  flight(shop, at('00:00', 3), (draft) => start(draft, 'b4'));
  expect([shop.agents.get('A'), shop.agents.get('B')]).toMatchObject([
    { assignedToday: 0, countedOn: '2026-03-03' },
    { assignedToday: 1, countedOn: '2026-03-03' },
  ]);
});
