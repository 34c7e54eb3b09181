import { scheduleChanged } from '../../copies/domain/take-snapshots';
import { readDecision } from '../../decision/domain/decision-record';
import { decideRoute } from '../../decision/domain/decide-route';
import { at, flight, hoursVersion, left, queued, shopWith, start, told } from '../../flight/domain/example-shop';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { setCapacity } from '../../presence/domain/set-capacity';
import { setPresence } from '../../presence/domain/set-presence';
import { saveSettings, type SettingsToSave } from '../../rules/domain/save-rules';
import { sessionClosed } from './session-closed';
import { sessionReturned } from './session-returned';
import { sessionStarted } from './session-started';
import { unknownFacts } from './waiting-entry';

const limit = (shop: ShopState, limits: SettingsToSave, time = '09:00'): ShopChange =>
  flight(shop, at(time), (change) => void saveSettings(change, limits));
const arrive = (shop: ShopState, time: string, ...buyers: readonly string[]): ShopChange =>
  flight(shop, at(time), (change) => buyers.forEach((one) => start(change, one)));
const close = (shop: ShopState, time: string, session: string): ShopChange =>
  flight(shop, at(time), (change) => sessionClosed(change, session, change.now));

describe('RTE-34 a queue that holds so many', () => {
  const fullQueue = (limits: SettingsToSave = { queueLimit: 2 }): ShopState => {
    const shop = shopWith({ A: { capacity: 1 } });
    limit(shop, limits);
    arrive(shop, '10:00', 'b0');
    arrive(shop, '10:01', 'b1');
    arrive(shop, '10:02', 'b2');
    return shop;
  };

  it('sends the next buyer to the message pool, and says why', () => {
    const next = arrive(fullQueue(), '10:03', 'b3');
    expect(told(next)).toEqual(['b3 MESSAGE_POOL']);
    expect(next.outcomes[0]).toMatchObject({ route: { cause: 'QUEUE_FULL', rule: 'RTE-34' }, notice: null });
  });

  it('or to the service assistant', () => {
    expect(told(arrive(fullQueue({ queueLimit: 2, waitFallback: 'SERVICE_ASSISTANT' }), '10:03', 'b3'))).toEqual(['b3 SERVICE_ASSISTANT']);
  });

  it('does not take the left message in when a place in the queue frees, but an agent who has room takes it', () => {
    const shop = fullQueue();
    arrive(shop, '10:03', 'b3');
    expect([told(close(shop, '10:04', 'b1')), queued(shop), left(shop)]).toEqual([[], 1, 1]);
    expect(told(arrive(shop, '10:05', 'b4'))).toEqual(['b4 queued']);
    expect([close(shop, '10:06', 'b0'), close(shop, '10:07', 'b2'), close(shop, '10:08', 'b3')].map(told)).toEqual([
      ['b2 A'],
      ['b3 A'],
      ['b4 A'],
    ]);
  });

  it('takes left messages in again once the limit is off', () => {
    const shop = fullQueue();
    arrive(shop, '10:03', 'b3');
    expect(told(limit(shop, { queueLimit: null }, '10:04'))).toEqual(['b3 queued']);
  });

  it('leaves who queues already where they are when it is set lower', () => {
    const shop = fullQueue({ queueLimit: null });
    expect([told(limit(shop, { queueLimit: 1 }, '10:03')), queued(shop)]).toEqual([[], 2]);
  });

  it('does not keep out who comes back from an agent (RES-81)', () => {
    const shop = shopWith({ A: { capacity: 1 }, B: { capacity: 1 } });
    limit(shop, { queueLimit: 1 });
    arrive(shop, '10:00', 'b0', 'b1', 'b2');
    flight(shop, at('10:05'), (change) => setPresence(change, { agentId: 'A', presence: 'OFFLINE', reason: null, device: null }));
    const back = flight(shop, at('10:06'), (change) =>
      sessionReturned(change, { sessionId: 'b0', agentId: 'A', returnedAt: change.now, waitingSince: at('10:04') }),
    );
    expect([told(back), queued(shop)]).toEqual([['b0 queued'], 2]);
  });

  it('lets the messages of the night in as places free, whoever leaves the queue', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    const weekly = Array.from({ length: 7 }, () => [{ start: 600, end: 1080 }]);
    flight(shop, at('08:00'), (change) => scheduleChanged(change, hoursVersion(1, at('07:00'), weekly)));
    limit(shop, { queueLimit: 1 });
    arrive(shop, '09:10', 'b0', 'b1', 'b2');
    expect([told(flight(shop, at('10:00'))), queued(shop), left(shop)]).toEqual([['b0 A', 'b1 queued'], 1, 1]);
    expect(told(close(shop, '10:01', 'b1'))).toEqual(['b2 queued']);
  });

  it('keeps out those it has sent away, not who came behind them', () => {
    const policy = { availabilityTest: 'ONLINE_NOT_SUSPENDED', unavailableHandling: 'MESSAGE_POOL' } as const;
    const shop = shopWith({ A: { capacity: 1 } }, policy);
    const presence = (time: string, to: 'ONLINE' | 'SUSPENDED') =>
      flight(shop, at(time), (change) => setPresence(change, { agentId: 'A', presence: to, reason: null, device: null }));
    limit(shop, { queueLimit: 1 });
    expect(told(arrive(shop, '10:00', 'b0', 'b1', 'b2'))).toEqual(['b0 A', 'b1 queued', 'b2 MESSAGE_POOL']);
    presence('10:01', 'SUSPENDED');
    expect(told(arrive(shop, '10:02', 'b3'))).toEqual(['b3 MESSAGE_POOL']);
    expect(told(presence('10:03', 'ONLINE'))).toEqual([]);
    expect(told(close(shop, '10:04', 'b1'))).toEqual(['b3 queued']);
  });

  it('does not matter while somebody has room', () => {
    const shop = shopWith({ A: { capacity: 5 } });
    limit(shop, { queueLimit: 1 });
    expect(told(arrive(shop, '10:00', 'b1', 'b2', 'b3'))).toEqual(['b1 A', 'b2 A', 'b3 A']);
  });
});

describe('RTE-34 a longest wait', () => {
  const waiting = (limits: SettingsToSave = { longestWaitMinutes: 10 }, policy = {}): ShopState => {
    const shop = shopWith({ A: { capacity: 1 } }, policy);
    limit(shop, limits);
    arrive(shop, '10:00', 'b0', 'b1');
    return shop;
  };

  it('moves a buyer at that minute, not before, and names the instant', () => {
    const shop = waiting();
    expect(shop.storedWakeAt).toEqual(at('10:10'));
    expect(told(flight(shop, at('10:09:59')))).toEqual([]);
    const due = flight(shop, at('10:10'));
    expect(told(due)).toEqual(['b1 MESSAGE_POOL']);
    expect(due.outcomes[0]).toMatchObject({ route: { cause: 'WAITED_TOO_LONG', rule: 'RTE-34' }, waitedMs: 600_000, notice: null });
    expect(shop.storedWakeAt).toBeNull();
  });

  it('is decided the same when it is replayed (INV-4)', () => {
    const { outcomes } = flight(waiting(), at('10:10'));
    const { view, request } = readDecision(outcomes[0]!.record, () => 'A');
    expect(decideRoute(view, request, () => 0)).toMatchObject({ place: 'MESSAGE_POOL', cause: 'WAITED_TOO_LONG' });
  });

  it('has come before an agent who has room at that very instant', () => {
    const shop = waiting();
    expect(told(flight(shop, at('10:10'), (change) => setCapacity(change, { agentId: 'A', maxCapacity: 2 })))).toEqual([
      'b1 MESSAGE_POOL',
      'b1 A',
    ]);
  });

  it('does not bring the message back into the queue, but to an agent who has room, before those who came later', () => {
    const shop = waiting();
    arrive(shop, '10:05', 'b2');
    expect(told(flight(shop, at('10:10')))).toEqual(['b1 MESSAGE_POOL']);
    expect(told(flight(shop, at('10:11')))).toEqual([]);
    expect(told(close(shop, '10:12', 'b0'))).toEqual(['b1 A']);
    expect(told(flight(shop, at('10:15')))).toEqual(['b2 MESSAGE_POOL']);
  });

  it('moves one behind the front too', () => {
    const shop = waiting({ longestWaitMinutes: 10 }, { newCustomerPriority: true });
    const purchases = { recent: [at('09:00').toISOString()], firstPaidAt: at('09:00').toISOString() };
    flight(shop, at('10:08'), (change) =>
      sessionStarted(change, { sessionId: 'new', openedAt: change.now, facts: { ...unknownFacts, purchases } }, null),
    );
    expect(shop.storedWakeAt).toEqual(at('10:10'));
    expect(told(flight(shop, at('10:10')))).toEqual(['b1 MESSAGE_POOL']);
    expect(shop.storedWakeAt).toEqual(at('10:18'));
  });

  it('holds where nobody is ONLINE, whatever the shop does then', () => {
    const policy = { availabilityTest: 'ONLINE_NOT_SUSPENDED', unavailableHandling: 'SERVICE_ASSISTANT' } as const;
    const shop = waiting({ longestWaitMinutes: 10 }, policy);
    flight(shop, at('10:05'), (change) => setPresence(change, { agentId: 'A', presence: 'SUSPENDED', reason: null, device: null }));
    expect(told(flight(shop, at('10:10')))).toEqual(['b1 MESSAGE_POOL']);
  });

  it('does not let into the queue who has waited for that long outside it', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    const weekly = Array.from({ length: 7 }, () => [{ start: 600, end: 1080 }]);
    flight(shop, at('08:00'), (change) => scheduleChanged(change, hoursVersion(1, at('07:00'), weekly)));
    limit(shop, { longestWaitMinutes: 10, queueLimit: 1 });
    arrive(shop, '09:10', 'b0', 'b1', 'b2');
    expect(told(flight(shop, at('10:00')))).toEqual(['b0 A', 'b1 queued']);
    expect([told(flight(shop, at('10:10'))), queued(shop), left(shop)]).toEqual([['b1 MESSAGE_POOL'], 0, 2]);
  });

  it('acts at once on who has waited for that long when it is set', () => {
    const shop = waiting({ longestWaitMinutes: null });
    expect(told(limit(shop, { longestWaitMinutes: 10 }, '10:30'))).toEqual(['b1 MESSAGE_POOL']);
  });

  it('counts open hours only, and at the next opening everybody queues again, oldest first', () => {
    const shop = shopWith({ A: { capacity: 1 } });
    const weekly = Array.from({ length: 7 }, () => [{ start: 600, end: 1080 }]);
    flight(shop, at('09:00'), (change) => scheduleChanged(change, hoursVersion(1, at('08:00'), weekly)));
    limit(shop, { longestWaitMinutes: 10 });
    arrive(shop, '17:40', 'b0', 'b1');
    flight(shop, at('17:50'));
    arrive(shop, '17:55', 'b2');
    expect([told(flight(shop, at('18:00'))), shop.storedWakeAt]).toEqual([['b2 CLOSED'], at('18:05')]);
    expect([told(flight(shop, at('18:05'))), shop.storedWakeAt]).toEqual([[], null]);
    expect(told(flight(shop, at('10:00', 3)))).toEqual(['b1 queued', 'b2 queued']);
    expect(told(flight(shop, at('10:09:59', 3)))).toEqual([]);
    expect(told(flight(shop, at('10:10', 3)))).toEqual(['b1 MESSAGE_POOL', 'b2 MESSAGE_POOL']);
  });
});

it('RTE-34 the shop is woken at most once per wait, not with each buyer who moves on', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  limit(shop, { longestWaitMinutes: 10 });
  expect(arrive(shop, '10:00', 'b0', 'b1').wakeMoved).toBe(true);
  expect(arrive(shop, '10:01', 'b2').wakeMoved).toBe(false);
  expect(close(shop, '10:02', 'b0').wakeMoved).toBe(false);
  expect(shop.storedWakeAt).toEqual(at('10:10'));
  expect(told(flight(shop, at('10:10')))).toEqual([]);
  expect(shop.storedWakeAt).toEqual(at('10:11'));
  expect(limit(shop, { longestWaitMinutes: null }, '10:10:30').wakeMoved).toBe(true);
  expect(shop.storedWakeAt).toBeNull();
});

it('RTE-34 without limits nothing is kept for them', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  const change = arrive(shop, '10:00', 'b0', 'b1');
  expect([told(change), change.wakeMoved, shop.storedWakeAt]).toEqual([['b0 A', 'b1 queued'], false, null]);
  expect(change.outcomes.map(({ record }) => record.inputs).join()).not.toContain('overLimit');
});

it('RES-81 whoever comes back from an agent who is gone has waited there, not in the queue: the longest wait is not for them', () => {
  const shop = shopWith({ A: { capacity: 1 }, B: { capacity: 1 } });
  limit(shop, { longestWaitMinutes: 10 });
  arrive(shop, '10:00', 'b0', 'b1');
  const gone = flight(shop, at('10:20'), (change) => {
    void setPresence(change, { agentId: 'A', presence: 'OFFLINE', reason: null, device: null });
    sessionReturned(change, { sessionId: 'b0', agentId: 'A', returnedAt: change.now, waitingSince: at('10:00') });
  });
  expect(told(gone)).toEqual(['b0 queued']);
  expect([told(flight(shop, at('10:40'))), queued(shop)]).toEqual([[], 1]);
  expect(told(close(shop, '10:41', 'b1'))).toEqual(['b0 B']);
});
