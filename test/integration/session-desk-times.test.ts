import type { Caller } from '#libs/platform/access/caller';
import { armDeadlines, deadlinesOf } from '#services/session/conversation/store/deadlines';
import { tellSlowReplies } from '#services/session/desk/app/tell-slow-replies';
import { createTimers } from '#services/session/conversation/app/timers';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { account, openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;
let ask: Ask;
let annie: Caller;

/** `HH:mm:ss` of a day in Shanghai. */
const instant = (time: string, date = '2026-03-02'): Date => new Date(`${date}T${time}+08:00`);
const clock = (time: string, date?: string): void => house.setClock(instant(time, date).toISOString());

beforeEach(async () => {
  house = await openSessionHouse();
  clock('08:00:00');
  shop = await house.openShop();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
  annie = house.agent();
});
afterEach(() => house.close());

async function talking(buyer: string): Promise<string> {
  const { session } = await house.write(buyer);
  await house.hear(routing.assigned(shop, session!.id, annie.account!, { at: house.deps.clock.now().toISOString() }));
  return session!.id;
}

describe('courtesy after the end', () => {
  const ended = async (holdMinutes: number, courtesyReopens: boolean): Promise<string> => {
    await house.openShop({ agentEndHoldMinutes: holdMinutes, courtesyReopens }, 2);
    const id = await talking('b1');
    await house.answer(id, annie);
    await house.end(id, annie);
    return id;
  };
  const starts = () => house.published.filter(({ topic }) => topic === 'session-started').length;

  test.each([
    ['held', 20],
    ['closed', 0],
  ])('RES-88 thanks are kept with a session that is %s, and start nothing; a question does', async (_state, hold) => {
    const id = await ended(hold, false);
    clock('08:05:00');
    const thanks = await house.write('b1', { text: '谢谢！', channelMessageId: 'm1' });
    expect(thanks).toMatchObject({ session: { id, waitingSince: null }, message: { ordinal: 3, text: '谢谢！' } });
    expect(await house.write('b1', { text: '谢谢！', channelMessageId: 'm1' })).toMatchObject({ message: { ordinal: 3 } });
    expect(await house.write('b1', { text: null, type: 'EMOJI' })).toMatchObject({ session: { id }, message: { ordinal: 4 } });
    expect(starts()).toBe(1);
    expect((await house.messages(id)).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
    const { session } = await house.write('b1', { text: '谢谢，发票呢' });
    expect(session!.id).not.toBe(id);
    expect([starts(), session!.state]).toEqual([2, 'QUEUED']);
  });

  test('RES-88 SES-9 it reopens unless the shop says otherwise', async () => {
    const id = await ended(20, true);
    expect((await house.write('b1', { text: '谢谢' })).session).toMatchObject({ reentryOf: id });
  });

  test('RES-88 a day after the close it is a new consultation', async () => {
    const id = await ended(0, false);
    clock('08:00:00', '2026-03-03');
    expect((await house.write('b1', { text: '谢谢' })).session!.id).toBe(id);
    clock('08:00:01', '2026-03-03');
    expect((await house.write('b1', { text: '谢谢' })).session!.id).not.toBe(id);
  });

  test('RES-88 a hold that is over closes first; who never talked opens a session', async () => {
    const id = await ended(20, false);
    clock('08:20:00');
    expect((await house.write('b1', { text: '谢谢' })).session).toMatchObject({ id, state: 'CLOSED', closeReason: 'SYSTEM_HOLD_EXPIRED' });
    expect((await house.write('b2', { text: '谢谢' })).session).toMatchObject({ state: 'QUEUED' });
  });
});

describe('what the desk says of the time', () => {
  const slow = '{ slowReplies { count since nextAt session { id } } }';
  const hints = 'query ($id: ID!) { session(id: $id) { hints { kind since line } } }';

  test('SES-22 the notice counts from when the session was the agent’s, names the longest wait, and goes with the answers', async () => {
    const { session } = await house.write('b1');
    clock('08:10:00');
    await house.hear(routing.assigned(shop, session!.id, annie.account!, { at: instant('08:10:00').toISOString() }));
    clock('08:10:40');
    const second = await talking('b2');
    clock('08:11:39');
    expect((await ask(annie, slow)).data).toEqual({
      slowReplies: { count: 0, since: null, nextAt: '2026-03-02T00:11:40.000Z', session: null },
    });
    clock('08:12:20');
    expect((await ask(annie, slow)).data).toEqual({
      slowReplies: { count: 2, since: instant('08:10:00').toISOString(), nextAt: null, session: { id: session!.id } },
    });
    await house.answer(session!.id, annie);
    expect((await ask(annie, slow)).data).toMatchObject({ slowReplies: { count: 1, session: { id: second } } });
    await house.answer(second, annie);
    expect((await ask(annie, slow)).data).toMatchObject({ slowReplies: { count: 0 } });
    expect((await ask(house.agent(), slow)).data).toMatchObject({ slowReplies: { count: 0 } });
  });

  test('SES-22 managers are told once of slow replies, of all agents together, by two processes, and once that they are over', async () => {
    const watches = [tellSlowReplies(house.deps), tellSlowReplies(house.deps)];
    const look = async (time: string) => {
      clock(time);
      await Promise.all(watches.map((watch) => watch.round()));
      return house.published
        .filter(({ topic, type }) => topic === 'shop-reminded' && type.startsWith('alert-'))
        .map(({ type, value }) => [type, value['buyers'], value['since'], (value['agentIds'] as string[] | undefined)?.length]);
    };
    const bob = house.agent();
    const first = await talking('b1');
    clock('08:00:10');
    const { session: second } = await house.write('b2');
    clock('08:00:30');
    await house.hear(routing.assigned(shop, second!.id, bob.account!, { at: instant('08:00:30').toISOString() }));
    await house.write('waits for nobody of the shop');
    expect(await look('08:01:39')).toEqual([]);
    const raised = ['alert-raised', 1, instant('08:01:40').toISOString(), 1];
    expect(await look('08:01:40')).toEqual([raised]);
    await house.answer(first, annie);
    expect(await look('08:02:10')).toEqual([raised]);
    await house.answer(second!.id, bob);
    expect(await look('08:02:15')).toEqual([raised, ['alert-cleared', undefined, undefined, undefined]]);
    expect(await look('08:30:00')).toHaveLength(2);
    const third = await talking('b3');
    expect(await look('08:31:40')).toHaveLength(3);
    await house.openShop({ slowReplySeconds: null }, 2);
    expect(await look('08:31:41')).toHaveLength(4);
    await house.answer(third, annie);
    expect(house.published.at(-1)!.value).toMatchObject({ shopId: shop });
  });

  test('SES-16 SES-17 hints are told by the shop’s settings, in the language of its buyers', async () => {
    const { session } = await house.write('b1', { type: 'ORDER_CARD', text: null });
    await house.hear(routing.assigned(shop, session!.id, annie.account!, { at: instant('08:00:00').toISOString() }));
    const told = async () =>
      ((await ask(annie, hints, { id: session!.id })).data as { session: { hints: { kind: string; line: string }[] } }).session.hints;
    expect(await told()).toMatchObject([{ kind: 'ASK_ACTIVELY', line: '您对此订单有何疑问？' }]);
    await house.answer(session!.id, annie);
    clock('08:10:00');
    expect(await told()).toMatchObject([{ kind: 'CLOSING_LINE' }]);
    await house.openShop({ closingHintMinutes: 11, buyerLanguage: 'EN' }, 2);
    expect(await told()).toEqual([]);
    clock('08:11:00');
    expect((await told())[0]!.line).toContain('Thank you');
    await house.openShop({ closingHintMinutes: null }, 3);
    expect(await told()).toEqual([]);
  });
});

describe('the daily reminder', () => {
  const reminders = () =>
    house.published.filter(({ topic }) => topic === 'shop-reminded').map(({ value }) => [value['occurredAt'], value['unanswered']]);
  const reminderAs = async (caller: Caller) => {
    const of = [{ __typename: 'Shop', id: shop }];
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { messageReminder { at unanswered } } } }';
    return (await ask(caller, query, { of })).data['_entities'];
  };

  test('SES-19 a shop without agents is reminded at nine, once, with how many wait; several processes fire it once', async () => {
    await house.write('b1');
    await house.write('b2');
    clock('08:59:59');
    await house.fire();
    const owner = house.agent(undefined, 'OWNER');
    expect([reminders(), await reminderAs(owner)]).toEqual([[], [{ messageReminder: null }]]);
    clock('09:00:00');
    await Promise.all([1, 2, 3].map(() => createTimers(house.deps).fire()));
    await house.fire();
    const nine = instant('09:00:00').toISOString();
    expect(reminders()).toEqual([[nine, 2]]);
    expect(await reminderAs(owner)).toEqual([{ messageReminder: { at: nine, unanswered: 2 } }]);
    clock('09:00:00', '2026-03-03');
    await house.fire();
    expect(reminders()).toHaveLength(2);
  });

  test('SES-19 a timer that stands at no reminder, as shops get it that were there before, reminds nobody and is set for the next', async () => {
    await house.deps.db.transaction([shop], async (tx) => {
      armDeadlines(tx, [{ sessionId: shop, kind: 'REMINDER', shopId: shop, dueAt: new Date(1) }]);
      await deadlinesOf(tx, [shop]);
    });
    await house.fire();
    expect(reminders()).toEqual([]);
    clock('09:00:00');
    await house.fire();
    expect(reminders()).toEqual([[instant('09:00:00').toISOString(), 0]]);
  });

  test('SES-19 after days without a process one comes, and the next at its time', async () => {
    clock('12:00:00', '2026-03-05');
    await house.fire();
    expect(reminders()).toEqual([[instant('09:00:00').toISOString(), 0]]);
    clock('09:00:00', '2026-03-06');
    await house.fire();
    expect(reminders()).toHaveLength(2);
  });

  test('SES-19 a shop with an agent is not reminded, until that agent has left', async () => {
    await house.hear(account(shop, annie.account!, 1, true));
    clock('09:00:00');
    await house.fire();
    expect([reminders(), await reminderAs(annie)]).toEqual([[], [{ messageReminder: null }]]);
    await house.hear(account(shop, annie.account!, 2, false));
    clock('09:00:00', '2026-03-03');
    await house.fire();
    expect(reminders()).toHaveLength(1);
  });

  test('SES-19 the shop chooses the time, also an earlier one, or none', async () => {
    await house.openShop({ dailyReminderMinute: 510 }, 2);
    clock('08:30:00');
    await house.fire();
    expect(reminders()).toEqual([[instant('08:30:00').toISOString(), 0]]);
    await house.openShop({ dailyReminderMinute: 600 }, 3);
    clock('08:30:00', '2026-03-03');
    await house.fire();
    clock('10:00:00', '2026-03-03');
    await house.fire();
    expect(reminders()).toHaveLength(3);
    await house.openShop({ dailyReminderMinute: null }, 4);
    clock('23:00:00', '2026-03-05');
    await house.fire();
    expect(reminders()).toHaveLength(3);
    await house.openShop({ dailyReminderMinute: 0 }, 5);
    clock('00:00:00', '2026-03-06');
    await house.fire();
    expect(reminders()).toHaveLength(4);
  });
});
