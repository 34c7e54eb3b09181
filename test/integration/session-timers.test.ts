import { createUndecidedWatch } from '#services/session/conversation/app/watch-undecided';
import { createTimerLoop } from '#services/session/conversation/app/timer-loop';
import { createTimers } from '#services/session/conversation/app/timers';
import { newId } from '#libs/platform/process/ids';
import { eventually } from '#test/kit/eventually';
import { holdRows } from '#test/kit/hold-rows';
import type { Caller } from '#libs/platform/access/caller';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;
let agent: Caller;

/** `HH:mm:ss` of 2026-03-02 in Shanghai. */
const clock = (time: string): void => house.setClock(new Date(`2026-03-02T${time}+08:00`).toISOString());
const instant = (time: string): Date => new Date(`2026-03-02T${time}+08:00`);
const stateOf = async (id: string): Promise<string> => (await house.session(id)).session.state;
const closed = async (id: string) => {
  const { state, closeReason, closedAt } = (await house.session(id)).session;
  return { state, closeReason, closedAt };
};

async function talking(buyer: string): Promise<string> {
  const { session } = await house.write(buyer);
  await house.hear(routing.assigned(shop, session!.id, agent.account!, { at: house.deps.clock.now().toISOString() }));
  return session!.id;
}

beforeEach(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
  agent = house.agent();
  clock('10:00:00');
});
afterEach(() => house.close());

describe('the hold', () => {
  test('SES-7 ends after 20 minutes, to the second', async () => {
    const id = await talking('b1');
    await house.end(id, agent);
    clock('10:19:59');
    await house.fire();
    expect(await stateOf(id)).toBe('ENDING');
    clock('10:20:00');
    await house.fire();
    expect(await closed(id)).toEqual({ state: 'CLOSED', closeReason: 'SYSTEM_HOLD_EXPIRED', closedAt: instant('10:20:00') });
    expect(house.published.at(-1)).toMatchObject({
      topic: 'session-closed',
      value: { reason: 'SYSTEM_HOLD_EXPIRED', actor: { kind: 'SYSTEM', id: null } },
    });
  });

  test('RES-24 is not cut short by the idle timer', async () => {
    const id = await talking('b1');
    await house.answer(id, agent);
    clock('10:15:00');
    await house.end(id, agent);
    clock('10:34:59');
    await house.fire();
    expect(await stateOf(id)).toBe('ENDING');
    clock('10:35:00');
    await house.fire();
    expect(await closed(id)).toMatchObject({ closeReason: 'SYSTEM_HOLD_EXPIRED', closedAt: instant('10:35:00') });
  });

  test('SES-9 a buyer who writes during it: the old session closes, a new one names it, in one transaction', async () => {
    const id = await talking('b1');
    await house.answer(id, agent);
    await house.end(id, agent);
    clock('10:05:00');
    const before = house.published.length;
    const { session } = await house.write('b1');
    expect(await closed(id)).toEqual({ state: 'CLOSED', closeReason: 'REENTRY', closedAt: instant('10:05:00') });
    expect(session).toMatchObject({ reentryOf: id, state: 'QUEUED' });
    expect(house.published.slice(before).map(({ topic }) => topic)).toEqual(['session-closed', 'session-started', 'message-recorded']);
    expect(house.published[before + 1]?.value).toMatchObject({
      reentryOf: id,
      lastHuman: { agentId: agent.account, at: '2026-03-02T02:00:00.000Z' },
    });
    clock('10:20:00');
    await house.fire();
    expect(await stateOf(session!.id)).toBe('QUEUED');
  });

  test('SES-9 several messages of several buyers during their holds, in one flight', async () => {
    const ids = await Promise.all(['b1', 'b2', 'b3'].map(talking));
    await Promise.all(ids.map((id) => house.end(id, agent)));
    clock('10:05:00');
    const done = await Promise.all(['b1', 'b2', 'b3', 'b1'].map((buyer) => house.write(buyer)));
    expect(done.map(({ session }) => session!.reentryOf)).toEqual([ids[0], ids[1], ids[2], ids[0]]);
    expect(done.map(({ message }) => message!.ordinal)).toEqual([1, 1, 1, 2]);
  });

  test('SES-7 a message after its end, before the loop has been round, opens a session of its own', async () => {
    const id = await talking('b1');
    await house.end(id, agent);
    clock('10:20:00');
    expect((await house.write('b1')).session).toMatchObject({ reentryOf: null });
    expect(await closed(id)).toMatchObject({ closeReason: 'SYSTEM_HOLD_EXPIRED', closedAt: instant('10:20:00') });
    await house.fire();
    expect(house.published.filter(({ topic }) => topic === 'session-closed')).toHaveLength(1);
  });
});

describe('idle sessions', () => {
  test('SES-12 the agent spoke last: closed after 20 minutes; a buyer message at 10:19 keeps it', async () => {
    const [silent, kept] = [await talking('b1'), await talking('b2')];
    await Promise.all([house.answer(silent, agent), house.answer(kept, agent)]);
    clock('10:19:00');
    await house.write('b2');
    clock('10:20:00');
    await house.fire();
    expect(await closed(silent)).toEqual({ state: 'CLOSED', closeReason: 'SYSTEM_IDLE', closedAt: instant('10:20:00') });
    expect(await stateOf(kept)).toBe('ACTIVE');
  });

  test('SES-13 RES-68 the buyer spoke last: closed after 360 minutes, whenever the timer is looked at in between', async () => {
    const id = await talking('b1');
    for (const time of ['10:20:00', '11:07:13', '15:59:59']) {
      clock(time);
      await house.fire();
      expect(await stateOf(id)).toBe('ACTIVE');
    }
    clock('16:00:00');
    await house.fire();
    expect(await closed(id)).toEqual({ state: 'CLOSED', closeReason: 'SYSTEM_IDLE', closedAt: instant('16:00:00') });
  });

  test('SES-12 an answer late in the 360 minutes is followed by its own 20', async () => {
    const id = await talking('b1');
    clock('15:50:00');
    await house.fire();
    await house.answer(id, agent);
    clock('16:09:59');
    await house.fire();
    expect(await stateOf(id)).toBe('ACTIVE');
    clock('16:10:00');
    await house.fire();
    expect(await closed(id)).toMatchObject({ closeReason: 'SYSTEM_IDLE', closedAt: instant('16:10:00') });
  });

  test('RES-29 a left message of the night has its 360 minutes from its assignment', async () => {
    clock('03:00:00');
    const { session } = await house.write('b1');
    await house.hear(routing.left(shop, session!.id));
    clock('10:00:00');
    await house.hear(routing.assigned(shop, session!.id, agent.account!, { revision: 2, at: instant('10:00:00').toISOString() }));
    clock('15:59:59');
    await house.fire();
    expect(await stateOf(session!.id)).toBe('ACTIVE');
    clock('16:00:00');
    await house.fire();
    expect(await closed(session!.id)).toMatchObject({ closeReason: 'SYSTEM_IDLE' });
  });

  test('RES-29 a session that waits has no idle timer', async () => {
    const waiting = (await house.write('b1')).session!.id;
    clock('22:00:00');
    await house.fire();
    expect(await stateOf(waiting)).toBe('QUEUED');
  });
});

describe('the loop', () => {
  test('SES-7 due timers fire in the order of their due time, each dated by it', async () => {
    const ids = await Promise.all(['b1', 'b2', 'b3'].map(talking));
    for (const [index, id] of [ids[2], ids[0], ids[1]].entries()) {
      clock(`10:0${index}:00`);
      await house.end(id!, agent);
    }
    clock('18:00:00');
    await house.fire();
    const closes = house.published
      .filter(({ topic }) => topic === 'session-closed')
      .map(({ value }) => [value['sessionId'], value['closedAt']]);
    expect(closes).toEqual([
      [ids[2], instant('10:20:00').toISOString()],
      [ids[0], instant('10:21:00').toISOString()],
      [ids[1], instant('10:22:00').toISOString()],
    ]);
  });

  test('SES-7 two processes fire each timer once', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, (_, index) => talking(`b${index}`)));
    await Promise.all(ids.map((id) => house.end(id, agent)));
    clock('10:20:00');
    await Promise.all([1, 2, 3].map(() => createTimers(house.deps).fire()));
    await house.fire();
    expect(house.published.filter(({ topic }) => topic === 'session-closed')).toHaveLength(30);
  });

  test.each([
    ['a buyer', 'SELECT 1 FROM buyer'],
    ['the counters of its events', 'SELECT 1 FROM outbox_counter'],
  ])('SES-7 %s of a shop is held: it keeps its timers, the others fire meanwhile, and its own when it is free', async (_, rows) => {
    // The counter of its closed sessions is there, and can be held.
    await house.end(await talking('b0'), agent);
    clock('10:20:00');
    await house.fire();
    const id = await talking('b1');
    await house.end(id, agent);
    const other = await house.openShop({}, 1, newId());
    const { session } = await house.write('b2', { shopId: other });
    await house.hear(routing.assigned(other, session!.id, newId(), { at: instant('10:00:00').toISOString() }));
    const lock = await holdRows(house.urls.app, shop, rows);
    const timers = createTimers(house.deps);
    const closedSessions = () => house.published.filter(({ topic }) => topic === 'session-closed').map(({ value }) => value['sessionId']);
    clock('23:00:00');
    await eventually(async () => {
      await timers.fire();
      expect(closedSessions()).toContain(session!.id);
    });
    expect(await stateOf(id)).toBe('ENDING');
    await lock.release();
    await eventually(async () => {
      await timers.fire();
      expect(await stateOf(id)).toBe('CLOSED');
    });
  });

  test('SES-7 it runs by itself, follows the business clock and stops', async () => {
    const id = await talking('b1');
    await house.end(id, agent);
    const loop = createTimerLoop(house.deps);
    loop.start();
    clock('10:20:00');
    await eventually(async () => expect(await stateOf(id)).toBe('CLOSED'));
    await loop.stop();
  });

  test('INV-4 a session routing has not decided about is told again after 10 s, with an alarm, by one process only', async () => {
    const [undecided, decided] = [(await house.write('b1')).session!.id, (await house.write('b2')).session!.id];
    await house.hear(routing.queued(shop, decided));
    const starts = () => house.published.filter(({ topic, value }) => topic === 'session-started' && value['sessionId'] === undecided);
    const watch = createUndecidedWatch(house.deps);
    clock('10:00:09');
    await watch.round();
    await house.fire();
    expect(starts()).toHaveLength(1);
    clock('10:00:10');
    await Promise.all([watch.round(), createUndecidedWatch(house.deps).round()]);
    await Promise.all([1, 2, 3].map(() => createTimers(house.deps).fire()));
    await house.fire();
    expect(starts()).toHaveLength(2);
    expect(starts()[1]!.value).toMatchObject({ ...starts()[0]!.value, actor: { kind: 'SYSTEM', id: null } });
    expect(house.logged.filter((line) => line.includes('UNDECIDED'))).toHaveLength(1);
    clock('10:00:19');
    await house.fire();
    expect(starts()).toHaveLength(2);
    clock('10:00:20');
    await house.fire();
    expect(starts()).toHaveLength(3);
    await house.hear(routing.assigned(shop, undecided, agent.account!));
    clock('10:05:00');
    await watch.round();
    await house.fire();
    expect(starts()).toHaveLength(3);
    expect(house.published.filter(({ topic, value }) => topic === 'session-started' && value['sessionId'] === decided)).toHaveLength(1);
  });

  test('RES-81 a return that routing has not answered is told again', async () => {
    const id = await talking('b1');
    await house.hear(routing.presence(shop, agent.account!, 'OFFLINE', 50));
    clock('10:00:10');
    await house.fire();
    expect(house.published.filter(({ type }) => type === 'returned').map(({ value }) => value['sessionId'])).toEqual([id, id]);
  });

  test('the worker role sees deadlines and no conversation', async () => {
    const read = (table: string) =>
      house.deps.workerDb.transaction([], (tx) => tx.query({ name: `peek-${table}`, text: `SELECT * FROM ${table} LIMIT 1` }));
    await expect(read('message')).rejects.toThrow(/permission denied/);
    await expect(read('session')).rejects.toThrow(/permission denied/);
    await expect(read('deadline')).resolves.toMatchObject([{ kind: 'REMINDER', shop_id: shop }]);
  });
});
