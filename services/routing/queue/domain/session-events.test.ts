import { at, flight, loads, queued, shopWith, start, told } from '../../flight/domain/example-shop';
import { sessionClosed } from './session-closed';
import { sessionEnded } from './session-ended';
import { shopSessionStarted } from './session-started';

it('RTE-4 A, B, C idle, 9 new buyers ⇒ 3 each', () => {
  const shop = shopWith({ A: {}, B: {}, C: {} });
  flight(shop, at('10:00'), (change) => Array.from({ length: 9 }, (_, index) => start(change, `b${index}`)));
  expect(loads(shop)).toEqual(['A 3/∞', 'B 3/∞', 'C 3/∞']);
});

it('INV-2 cap 5, act 4, ten buyers at once ⇒ one assigned, nine queued', () => {
  const shop = shopWith({ A: { capacity: 5 } });
  flight(shop, at('10:00'), (change) => ['1', '2', '3', '4'].forEach((one) => start(change, one)));
  const ten = flight(shop, at('10:01'), (change) => Array.from({ length: 10 }, (_, index) => start(change, `b${index}`)));
  expect(told(ten).filter((line) => line.endsWith(' A'))).toEqual(['b0 A']);
  expect(queued(shop)).toBe(9);
});

it('SES-7 a session the agent has ended holds its slot until it is closed', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('10:01'), (change) => sessionEnded(change, 'b1', change.now));
  expect([loads(shop), shop.agents.get('A')?.held, queued(shop)]).toEqual([['A 1/1'], 1, 1]);
  expect(told(flight(shop, at('10:21'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual(['b2 A']);
  expect(shop.agents.get('A')).toMatchObject({ load: 1, held: 0 });
});

describe('RES-23 re-entry: close, drain the queue, then route the new session', () => {
  const held = () => {
    const shop = shopWith({ A: { capacity: 1 } });
    flight(shop, at('10:00'), (change) => ['old', 'b2'].forEach((one) => start(change, one)));
    flight(shop, at('10:01'), (change) => sessionEnded(change, 'old', change.now));
    return shop;
  };

  it('RES-23 its start comes first', () => {
    const shop = held();
    expect(told(flight(shop, at('10:05'), (change) => start(change, 'new', change.now, 'old')))).toEqual(['b2 A', 'new queued']);
    const late = flight(shop, at('10:05'), (change) => sessionClosed(change, 'old', change.now));
    expect([told(late), loads(shop), [...late.placements.values()].filter(({ tombstone }) => tombstone)]).toEqual([[], ['A 1/1'], []]);
  });

  it('RES-23 the close of the old one comes first', () => {
    const shop = held();
    expect(told(flight(shop, at('10:05'), (change) => sessionClosed(change, 'old', change.now)))).toEqual(['b2 A']);
    expect(told(flight(shop, at('10:05'), (change) => start(change, 'new', change.now, 'old')))).toEqual(['new queued']);
    expect(loads(shop)).toEqual(['A 1/1']);
  });

  it('RES-23 nobody waits ⇒ the buyer takes the slot it freed', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    flight(shop, at('10:00'), (change) => start(change, 'old'));
    flight(shop, at('10:01'), (change) => sessionEnded(change, 'old', change.now));
    expect(told(flight(shop, at('10:05'), (change) => start(change, 'new', change.now, 'old')))).toEqual(['new A']);
  });
});

it('RES-47 a buyer who leaves while waiting is gone from the queue', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2', 'b3'].forEach((one) => start(change, one)));
  flight(shop, at('10:01'), (change) => sessionClosed(change, 'b2', change.now));
  expect(told(flight(shop, at('10:02'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual(['b3 A']);
});

describe('INV-5 another topic comes first', () => {
  it('INV-5 a close before its start: the session is never routed, and its close stays known, should the start be told again', () => {
    const shop = shopWith({ A: {} });
    const early = flight(shop, at('10:00'), (change) => sessionClosed(change, 'b1', change.now));
    expect(early.placements.get('b1')?.tombstone).toMatchObject({ kind: 'CLOSED' });
    const late = flight(shop, at('10:01'), (change) => start(change, 'b1'));
    expect([told(late), late.placements.get('b1')?.tombstone?.kind, loads(shop)]).toEqual([[], 'CLOSED', ['A 0/∞']]);
  });

  it('INV-5 an end before its start: not routed either, until its close clears it away', () => {
    const shop = shopWith({ A: {} });
    flight(shop, at('10:00'), (change) => sessionEnded(change, 'b1', change.now));
    expect(told(flight(shop, at('10:01'), (change) => start(change, 'b1')))).toEqual([]);
    const closed = flight(shop, at('10:02'), (change) => sessionClosed(change, 'b1', change.now));
    expect(closed.placements.get('b1')?.tombstone).toBeNull();
  });

  it('INV-5 end and close before the start', () => {
    const shop = shopWith({ A: {} });
    flight(shop, at('10:00'), (change) => {
      sessionClosed(change, 'b1', change.now);
      sessionEnded(change, 'b1', change.now);
    });
    const late = flight(shop, at('10:01'), (change) => start(change, 'b1'));
    expect([told(late), late.placements.get('b1')?.tombstone?.kind]).toEqual([[], 'CLOSED']);
  });
});

it('SES-3 a session that an agent has begun is not routed, and leaves nothing behind', () => {
  const shop = shopWith({ A: {} });
  const begun = flight(shop, at('10:00'), (change) => shopSessionStarted(change, 's1'));
  const closed = flight(shop, at('10:05'), (change) => sessionClosed(change, 's1', change.now));
  expect([told(begun), loads(shop), closed.placements.get('s1')?.tombstone]).toEqual([[], ['A 0/∞'], null]);
});

it('INV-3 facts that come twice change nothing', () => {
  const shop = shopWith({ A: { capacity: 2 }, B: { capacity: 2 } });
  const twice = flight(shop, at('10:00'), (change) => {
    for (let time = 0; time < 2; time += 1) {
      start(change, 'b1');
      sessionEnded(change, 'b1', change.now);
    }
  });
  expect([told(twice), loads(shop), shop.agents.get('A')?.held]).toEqual([['b1 A'], ['A 1/2', 'B 0/2'], 1]);
  flight(shop, at('10:01'), (change) => {
    sessionClosed(change, 'b1', change.now);
    sessionClosed(change, 'b1', change.now);
    start(change, 'b1');
  });
  expect(loads(shop)).toEqual(['A 0/2', 'B 0/2']);
});

it('RTE-5 counts are of the business date in the shop’s zone, whoever looks first on the new one', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('23:59'), (change) => ['b1', 'b2', 'b3'].forEach((one) => start(change, one)));
  expect(shop.agents.get('A')).toMatchObject({ assignedToday: 2, countedOn: '2026-03-02' });
  flight(shop, at('00:00', 3), (change) => start(change, 'b4'));
  expect([shop.agents.get('A'), shop.agents.get('B')]).toMatchObject([
    { assignedToday: 0, countedOn: '2026-03-03' },
    { assignedToday: 1, countedOn: '2026-03-03' },
  ]);
});
