import { newId } from '#libs/platform/process/ids';
import type { SessionCommand } from '#services/session/conversation/app/session-command';
import { unknownOrigin } from '#services/session/conversation/domain/session';
import { buyerIdOf } from '#services/session/conversation/app/buyer-directory';
import { flyCommands } from '#services/session/conversation/app/fly-commands';
import { holdRows } from '#test/kit/hold-rows';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;

beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const topicsOf = (sessionId: string): string[] =>
  house.published.filter((event) => event.value['sessionId'] === sessionId).map((event) => event.topic);
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code: string; field?: string }) => ({ code: error.code, field: error.field }),
  );

describe('a buyer writes', () => {
  test('SES-2 the first message opens a session and says so in two events', async () => {
    const { session, message, buyer } = await house.write('b1', {
      text: '在吗😀',
      entryPoint: 'PRODUCT_PAGE',
      buyer: { channel: 'KUAISHOU', externalId: 'b1', name: '小明' },
    });
    expect(session).toMatchObject({
      state: 'QUEUED',
      routingRevision: 0,
      openedAt: new Date('2026-03-02T02:00:00.000Z'),
      origin: { entryPoint: 'PRODUCT_PAGE' },
    });
    expect(message).toMatchObject({ ordinal: 1, text: '在吗😀', sender: 'BUYER' });
    expect(buyer).toMatchObject({ name: '小明', externalId: 'b1' });
    expect(topicsOf(session!.id)).toEqual(['session-started', 'message-recorded']);
    expect(house.published.at(-1)?.value).toMatchObject({
      length: 3,
      stateThen: 'QUEUED',
      actor: { kind: 'BUYER', id: buyer!.id },
      policyVersion: 1,
    });
    expect(JSON.stringify(house.published)).not.toMatch(/在吗|小明/);
    const stored = await house.session(session!.id);
    expect(stored).toEqual({ session, buyer });
    expect(await house.messages(session!.id)).toEqual([message]);
  });

  test('INV-1 two first messages of one buyer, handled by two processes at once, make one session and two messages', async () => {
    const [here, there] = [house.queue, house.neighbour()];
    for (const round of Array.from({ length: 15 }, (_, index) => `parallel-${index}`)) {
      const done = await Promise.all([house.write(round, {}, here), house.write(round, {}, there), house.write(round, {}, there)]);
      expect(new Set(done.map(({ session }) => session!.id)).size).toBe(1);
      expect(done.map(({ message }) => message!.ordinal).sort()).toEqual([1, 2, 3]);
    }
  });

  test('INV-1 many buyers in both processes in any order never deadlock', async () => {
    const queues = [house.queue, house.neighbour()];
    const names = Array.from({ length: 40 }, (_, index) => `crossing-${index}`);
    const all = queues.flatMap((queue, index) => (index === 0 ? names : [...names].reverse()).map((name) => house.write(name, {}, queue)));
    const sessions = (await Promise.all(all)).map(({ session }) => session!.id);
    expect(new Set(sessions).size).toBe(40);
  });

  test('SES-1 200 commands in one flight, several of one buyer among them: one session each, ordinals in order', async () => {
    const commands = Array.from({ length: 200 }, (_, index) => house.write(`crowd-${index % 50}`));
    const done = await Promise.all(commands);
    expect(new Set(done.map(({ session }) => session!.id)).size).toBe(50);
    done.forEach(({ message }, index) => expect(message!.ordinal).toBe(Math.floor(index / 50) + 1));
    expect(topicsOf(done[0]!.session!.id)).toEqual([
      'session-started',
      'message-recorded',
      'message-recorded',
      'message-recorded',
      'message-recorded',
    ]);
  });

  test('INV-3 a channel message delivered again changes nothing, even after its session has closed', async () => {
    const first = await house.write('twice', { channelMessageId: 'c-1' });
    const [again, inParallel] = await Promise.all([
      house.write('twice', { channelMessageId: 'c-1', text: 'other' }),
      house.write('twice', { channelMessageId: 'c-1' }),
    ]);
    expect([again.message, inParallel.message]).toEqual([first.message, first.message]);
    await house.leave('twice');
    const late = await house.write('twice', { channelMessageId: 'c-1' });
    expect(late).toMatchObject({ message: first.message, session: { id: first.session!.id, state: 'CLOSED' } });
    expect(topicsOf(first.session!.id)).toEqual(['session-started', 'message-recorded', 'session-closed']);
  });

  test('INV-3 one channel message in one flight twice, and in two processes at once, is stored once', async () => {
    const queues = [house.queue, house.queue, house.neighbour()];
    const done = await Promise.all(queues.map((queue) => house.write('same-flight', { channelMessageId: 'c-2' }, queue)));
    expect(new Set(done.map(({ message }) => message!.id)).size).toBe(1);
  });

  test('RES-83 two buyers whose channel counts messages per chat have one each, in one flight and in two processes', async () => {
    const there = house.neighbour();
    const written = await Promise.all([
      house.write('chat-1', { channelMessageId: '1', text: 'one' }),
      house.write('chat-2', { channelMessageId: '1', text: 'two' }),
      house.write('chat-3', { channelMessageId: '1', text: 'three' }, there),
    ]);
    expect(written.map(({ message, buyer }) => [buyer!.externalId, message!.text])).toEqual([
      ['chat-1', 'one'],
      ['chat-2', 'two'],
      ['chat-3', 'three'],
    ]);
    const again = await house.write('chat-2', { channelMessageId: '1', text: 'two' });
    expect(again).toMatchObject({ message: written[1].message, session: { id: written[1].session!.id } });
  });

  test('one channel has one name: other spellings of it are the same buyer, and what is no channel is refused', async () => {
    const { buyer } = await house.write('spelled', { buyer: { channel: 'taobao', externalId: 'spelled' } });
    const again = await house.write('spelled', { buyer: { channel: 'TAOBAO', externalId: 'spelled' } });
    expect(again.buyer).toEqual(buyer);
    expect(buyer).toMatchObject({ channel: 'TAOBAO' });
    const refused = house.write('spelled', { buyer: { channel: 'T\u0410OBAO', externalId: 'spelled' } });
    expect(await codeOf(refused)).toEqual({ code: 'BAD_USER_INPUT', field: 'buyer.channel' });
    const own = await house.write('spelled', { buyer: { channel: 'X-App', externalId: 'spelled' } });
    expect(own.buyer).toMatchObject({ channel: 'x-app' });
  });

  test('a buyer who is stored under an older spelling of the channel keeps it, and the history with it', async () => {
    const old = { channel: 'Shop-App', externalId: 'old' };
    const id = buyerIdOf(shop, old);
    const command = { ...firstMessage('old'), buyer: { id, shopId: shop, ...old, name: null } } as SessionCommand;
    await flyCommands(house.deps)([command], { lockMs: 2_000 });
    expect(await house.write('old', { buyer: old })).toMatchObject({ buyer: { id, channel: 'Shop-App' }, message: { ordinal: 2 } });
  });

  test('INV-3 a commandId repeated answers the same; with another input it is refused', async () => {
    const first = await house.write('command', { commandId: 'k-1' });
    const [again, together, alike] = await Promise.all([
      house.write('command', { commandId: 'k-1' }),
      house.write('command', { commandId: 'k-2' }),
      house.write('command', { commandId: 'k-2' }),
    ]);
    expect(again.message).toEqual(first.message);
    expect(alike.message).toEqual(together.message);
    expect(await codeOf(house.write('command', { commandId: 'k-1', text: 'other' }))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect(await house.messages(first.session!.id)).toHaveLength(2);
  });

  test('INV-6 the same buyer at two shops has two sessions, and no shop sees the other', async () => {
    const other = await openShopBeside();
    const mine = await house.write('shared');
    const theirs = await house.write('shared', { shopId: other });
    expect(theirs.session!.id).not.toBe(mine.session!.id);
    expect(theirs.buyer!.id).not.toBe(mine.buyer!.id);
    expect(await house.session(theirs.session!.id)).toBeNull();
  });

  test('a shop nobody has told us of is waited for, then refused', async () => {
    expect(await codeOf(house.write('lost', { shopId: newId() }))).toEqual({ code: 'SHOP_NOT_FOUND', field: 'shopId' });
  });
});

describe('an agent acts', () => {
  test('SES-6 SES-7 SES-10 answers, and ends into the hold', async () => {
    const agent = house.agent();
    const { session } = await house.write('served');
    const id = session!.id;
    await house.hear(routing.assigned(shop, id, agent.account!));
    const early = await house.end(id, house.agent(newId(), 'CS_ADMIN'));
    expect(early).toMatchObject({ unanswered: false, session: { state: 'ENDING', holdUntil: new Date('2026-03-02T02:20:00.000Z') } });
    expect(await codeOf(house.answer(id, agent))).toMatchObject({ code: 'ILLEGAL_TRANSITION', field: 'sessionId' });
    expect(house.published.at(-1)).toMatchObject({
      topic: 'session-ended',
      value: { agentId: agent.account, unanswered: true, holdUntil: '2026-03-02T02:20:00.000Z' },
    });
  });

  test('SES-20 an answer by its agent ends the wait; others are refused and change nothing', async () => {
    const agent = house.agent();
    const { session } = await house.write('answered');
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    const [mine, foreign] = await Promise.all([house.answer(session!.id, agent, 'a-1'), codeOf(house.answer(session!.id, house.agent()))]);
    expect(mine).toMatchObject({
      message: { ordinal: 2, source: 'TYPED', agentId: agent.account },
      session: { waitingSince: null, firstReplyBy: agent.account },
    });
    expect(foreign).toMatchObject({ code: 'NOT_ASSIGNED' });
    expect((await house.answer(session!.id, agent, 'a-1')).message).toEqual(mine.message);
    expect(await house.messages(session!.id)).toHaveLength(2);
    expect(await house.end(session!.id, agent)).toMatchObject({ unanswered: false, session: { state: 'ENDING' } });
  });

  test('an answer that comes before the assignment waits for it', async () => {
    const agent = house.agent();
    const { session } = await house.write('hasty');
    const answer = house.answer(session!.id, agent, 'early');
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    expect(await answer).toMatchObject({ message: { ordinal: 2 } });
  });

  test('a session that never gets an agent refuses, and the refused commandId may be used again', async () => {
    const agent = house.agent();
    const { session } = await house.write('unassigned');
    expect(await codeOf(house.answer(session!.id, agent, 'again'))).toMatchObject({ code: 'NOT_ASSIGNED' });
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    expect(await house.answer(session!.id, agent, 'again')).toMatchObject({ message: { ordinal: 2 } });
  });

  test('INV-6 a session of another shop of the same flight is not there', async () => {
    const other = await openShopBeside();
    const theirs = await house.write('fenced', { shopId: other });
    const [refused] = await Promise.all([
      codeOf(house.answer(theirs.session!.id, house.agent())),
      house.write('neighbour', { shopId: other }),
    ]);
    expect(refused).toMatchObject({ code: 'SESSION_NOT_FOUND' });
  });

  test('SES-5 a buyer whose session has closed opens another on the same day', async () => {
    const quick = await openShopBeside({ agentEndHoldMinutes: 0 });
    const agent = { ...house.agent(), shop: quick };
    const { session: first } = await house.write('again', { shopId: quick });
    await house.hear(routing.assigned(quick, first!.id, agent.account!));
    await house.end(first!.id, agent);
    const { session: second, buyer } = await house.write('again', { shopId: quick });
    expect(second).toMatchObject({ buyerId: buyer!.id, state: 'QUEUED', reentryOf: null });
    expect(second!.id).not.toBe(first!.id);
    expect(topicsOf(second!.id)).toEqual(['session-started', 'message-recorded']);
  });

  test('SES-8 with a hold of 0 the end closes at once', async () => {
    const quick = await openShopBeside({ agentEndHoldMinutes: 0 });
    const agent = { ...house.agent(), shop: quick };
    const { session } = await house.write('quick', { shopId: quick });
    await house.hear(routing.assigned(quick, session!.id, agent.account!));
    expect(await house.end(session!.id, agent)).toMatchObject({ session: { state: 'CLOSED', closeReason: 'AGENT_CLOSED' } });
    expect(topicsOf(session!.id)).toEqual(['session-started', 'message-recorded', 'session-closed']);
    expect(house.published.at(-1)?.value).toMatchObject({
      reason: 'AGENT_CLOSED',
      lastAgentId: agent.account,
      counts: { buyer: 1, agent: 0 },
      endedAt: '2026-03-02T02:00:00.000Z',
    });
  });
});

describe('rows that somebody else holds', () => {
  test("a buyer's row held for longer than a flight waits fails her agent's command alone, and no promise is left behind", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const agent = house.agent();
    const { session, buyer } = await house.write('held');
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    const held = await holdRows(house.urls.app, shop, `SELECT 1 FROM buyer WHERE id = '${buyer!.id}'`);
    expect(await codeOf(house.answer(session!.id, agent, 'held-1'))).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await held.release();
    expect(await house.answer(session!.id, agent, 'held-1')).toMatchObject({ message: { ordinal: 2 } });
    await new Promise(setImmediate);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('flights of commands and of all topics of two processes take their rows in one order', async () => {
    const there = house.neighbour();
    const agents = Array.from({ length: 6 }, () => newId());
    const ids = await Promise.all(agents.map(async (_, index) => (await house.write(`order-${index}`)).session!.id));
    for (let revision = 1; revision <= 12; revision += 1) {
      const facts = agents.flatMap((agent, index) => [
        routing.presence(shop, agent, revision % 2 === 0 ? 'OFFLINE' : 'ONLINE', revision * 10),
        routing.assigned(shop, ids[index]!, agents[(index + revision) % 6]!, { revision, shopVersion: revision * 10 + 1 }),
      ]);
      const lines = agents.map((_, index) => house.write(`order-${index}`, {}, index % 2 === 0 ? there : house.queue));
      await Promise.all([house.hear(...facts), house.hear(...[...facts].reverse()), ...lines]);
    }
    expect(await house.messages(ids[0]!)).toHaveLength(13);
  });
});

describe('flights', () => {
  test('a bad command is refused alone; its neighbours are done', async () => {
    const commands = [house.write('good-1'), codeOf(house.answer(newId(), house.agent())), house.write('good-2')] as const;
    const [first, bad, second] = await Promise.all(commands);
    expect(bad).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect([first.message!.ordinal, second.message!.ordinal]).toEqual([1, 1]);
  });

  test('a command the database cannot take fails alone', async () => {
    const results = await Promise.allSettled([house.write('fine-1'), house.write('broken', { text: 'nul\u0000' }), house.write('fine-2')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('first messages of 100 new buyers take five statements between begin and commit', async () => {
    const statements: string[] = [];
    const counted = {
      ...house.deps.db,
      transaction: <T>(shops: readonly string[], work: Parameters<typeof house.deps.db.transaction<T>>[1]): Promise<T> =>
        house.deps.db.transaction(shops, (tx) =>
          work({
            ...tx,
            query: (statement, values) => (statements.push(statement.name), tx.query(statement, values)),
            send: (statement, values) => (statements.push(statement.name), tx.send(statement, values)),
          }),
        ),
    };
    const commands = Array.from({ length: 100 }, (_, index) => firstMessage(`counted-${index}`));
    const answers = await flyCommands({ ...house.deps, db: counted })(commands, { lockMs: 2_000 });
    expect(answers.every((answer) => answer.outcome === 'done')).toBe(true);
    expect(statements).toEqual(['buyers-meet', 'cases-load', 'sessions-write', 'messages-insert', 'outbox-append']);
  });

  test('RES-47 leaving closes what waits, leaves a conversation alone, and is nothing without a session', async () => {
    const agent = house.agent();
    const waiting = await house.write('leaver');
    expect(await house.leave('leaver')).toMatchObject({ session: { id: waiting.session!.id, state: 'CLOSED', closeReason: 'BUYER_LEFT' } });
    expect(await house.leave('leaver')).toMatchObject({ session: null });
    expect(await house.leave('nobody')).toMatchObject({ session: null, buyer: null });
    const talking = await house.write('talker');
    await house.hear(routing.assigned(shop, talking.session!.id, agent.account!));
    expect(await house.leave('talker')).toMatchObject({ session: { id: talking.session!.id, state: 'ACTIVE' } });
  });
});

function firstMessage(externalId: string): SessionCommand {
  return {
    kind: 'BUYER_MESSAGE',
    shopId: shop,
    key: null,
    trigger: { actor: { kind: 'BUYER', id: 'b' }, causeId: null, traceparent: null },
    buyer: { id: newId(), shopId: shop, channel: 'KUAISHOU', externalId, name: null },
    newSessionId: newId(),
    answerId: newId(),
    origin: unknownOrigin,
    entryOrderId: null,
    product: null,
    pending: {
      id: newId(),
      sender: 'BUYER',
      agentId: null,
      type: 'TEXT',
      source: null,
      autoKind: null,
      text: '在吗',
      channelMessageId: null,
      channelSentAt: null,
    },
  };
}

async function openShopBeside(changes: Parameters<SessionHouse['openShop']>[0] = {}): Promise<string> {
  const id = newId();
  await house.openShop(changes, 1, id);
  return id;
}
