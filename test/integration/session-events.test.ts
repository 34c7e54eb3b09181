import { newId } from '#libs/platform/process/ids';
import { account, openSessionHouse, routing, schedule, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;

beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const opened = async (buyer: string): Promise<string> => (await house.write(buyer)).session!.id;
const closes = (sessionId: string) =>
  house.published.filter((event) => event.topic === 'session-closed' && event.value['sessionId'] === sessionId);

const returns = (sessionId: string) =>
  house.published.filter((event) => event.type === 'returned' && event.value['sessionId'] === sessionId);

describe('outcomes of routing', () => {
  test('SES-1 a flight of outcomes: assigned, queued, left', async () => {
    const [a, b, c] = [await opened('e-a'), await opened('e-b'), await opened('e-c')];
    const agent = newId();
    await house.hear(
      routing.assigned(shop, a, agent),
      routing.queued(shop, b),
      routing.left(shop, c),
      routing.queued(shop, c, 2),
      routing.assigned(shop, c, agent, { revision: 3 }),
    );
    expect((await house.session(a)).session).toMatchObject({ state: 'ACTIVE', agentId: agent, routingRevision: 1, cause: 'EVEN' });
    expect((await house.session(b)).session).toMatchObject({ state: 'QUEUED', routingRevision: 1 });
    expect((await house.session(c)).session).toMatchObject({ state: 'ACTIVE', routingRevision: 3 });
  });

  test('RTE-62 a transfer: the session is the other agent’s, who answers it; the giver is refused', async () => {
    const [giver, taker] = [house.agent(), house.agent()];
    const id = await opened('e-transfer');
    await house.hear(routing.assigned(shop, id, giver.account!));
    await house.hear(routing.transferred(shop, id, giver.account!, taker.account!, 2));
    expect((await house.session(id)).session).toMatchObject({
      state: 'ACTIVE',
      agentId: taker.account,
      cause: 'MANUAL',
      routingRevision: 2,
    });
    await expect(house.answer(id, giver)).rejects.toMatchObject({ code: 'NOT_ASSIGNED' });
    await house.answer(id, taker);
  });

  test('RTE-62 a session that is given back waits, and nobody can answer it', async () => {
    const giver = house.agent();
    const id = await opened('e-release');
    await house.hear(routing.assigned(shop, id, giver.account!));
    await house.hear(routing.queued(shop, id, 2));
    expect((await house.session(id)).session).toMatchObject({ state: 'QUEUED', cause: null });
    await expect(house.answer(id, giver)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  test('INV-3 an outcome heard twice, or an older one, changes nothing', async () => {
    const id = await opened('e-twice');
    const [first, second] = [newId(), newId()];
    await house.hear(routing.assigned(shop, id, second, { revision: 2 }));
    await house.hear(routing.assigned(shop, id, second, { revision: 2 }), routing.assigned(shop, id, first, { revision: 1 }));
    expect((await house.session(id)).session).toMatchObject({ agentId: second, routingRevision: 2 });
  });

  test('INV-3 an outcome for a session that is ENDING or CLOSED changes nothing', async () => {
    const agent = house.agent();
    const id = await opened('e-late');
    await house.hear(routing.assigned(shop, id, agent.account!));
    await house.end(id, agent);
    await house.hear(routing.assigned(shop, id, newId(), { revision: 2 }));
    expect((await house.session(id)).session).toMatchObject({ state: 'ENDING', agentId: agent.account });
  });

  test('an outcome for a session that is not here is passed over, its neighbours are applied', async () => {
    const id = await opened('e-orphan');
    await house.hear(routing.assigned(shop, newId(), newId()), routing.queued(shop, id));
    expect((await house.session(id)).session.routingRevision).toBe(1);
  });

  test('values this code does not know, of a newer routing: the outcome holds, and what hangs on the value is left', async () => {
    const [a, b] = [await opened('e-newer-a'), await opened('e-newer-b')];
    const assigned = routing.assigned(shop, a, newId());
    const left = routing.left(shop, b);
    await house.hear(
      { ...assigned, value: { ...assigned.value, cause: 'BY_SKILL' } },
      { ...left, value: { ...left.value, place: 'CALL_BACK_LIST' } },
    );
    expect((await house.session(a)).session.state).toBe('ACTIVE');
    expect([(await house.session(b)).session.state, await house.messages(b)]).toMatchObject(['LEFT_MESSAGE', [{ ordinal: 1 }]]);
  });

  test('types this code does not know are passed over', async () => {
    const id = await opened('e-future');
    await house.hear({ ...routing.queued(shop, id), type: 'foreseen' });
    expect((await house.session(id)).session.routingRevision).toBe(0);
  });
});

describe('the closed notice', () => {
  test('SCH-14 SCH-15 a message left while closed is answered with the hours, by an AUTO message', async () => {
    const id = await opened('n-1');
    await house.hear(routing.left(shop, id));
    const [, notice] = await house.messages(id);
    expect(notice).toMatchObject({ ordinal: 2, sender: 'AUTO', autoKind: 'CLOSED_NOTICE', source: 'AUTO' });
    expect(notice!.text).toMatch(/不在工作时间.*10:00-19:00.*留言/);
    expect((await house.session(id)).session).toMatchObject({ state: 'LEFT_MESSAGE', waitingSince: new Date('2026-03-02T02:00:00.000Z') });
    expect(house.published.filter(({ topic }) => topic !== 'outbound').at(-1)).toMatchObject({
      topic: 'message-recorded',
      value: { sender: 'AUTO', autoKind: 'CLOSED_NOTICE', ordinal: 2, stateThen: 'LEFT_MESSAGE', actor: { kind: 'SYSTEM' } },
    });
  });

  test('SCH-18 three messages at night, and a second session of that night: one notice; the next closed period: another', async () => {
    const agent = house.agent();
    const over = async (id: string): Promise<void> => {
      await house.hear(routing.assigned(shop, id, agent.account!, { revision: 9 }));
      await house.end(id, agent);
    };
    const id = await opened('n-night');
    await house.hear(routing.left(shop, id, { period: 'monday' }));
    await house.write('n-night');
    await house.write('n-night');
    expect((await house.messages(id)).map(({ sender }) => sender)).toEqual(['BUYER', 'AUTO', 'BUYER', 'BUYER']);
    await over(id);
    const again = await opened('n-night');
    await house.hear(routing.left(shop, again, { period: 'monday' }));
    expect(await house.messages(again)).toHaveLength(1);
    await over(again);
    const tuesday = await opened('n-night');
    await house.hear(routing.left(shop, tuesday, { period: 'tuesday' }));
    expect(await house.messages(tuesday)).toHaveLength(2);
  });

  test('RES-82 a buyer who leaves the chat page does not take a left message away', async () => {
    const id = await opened('n-leaves');
    await house.hear(routing.left(shop, id));
    expect(await house.leave('n-leaves')).toMatchObject({ session: { id, state: 'LEFT_MESSAGE' } });
    expect(closes(id)).toEqual([]);
    await house.hear(routing.assigned(shop, id, newId(), { revision: 2 }));
    expect((await house.session(id)).session.state).toBe('ACTIVE');
  });

  test('SCH-15 the text of the schedule version in force is used; while that is on its way, the version before it', async () => {
    await house.hear(schedule(shop, 4, '打烊了,{receptionHours}见'), schedule(shop, 6, '另一段{receptionHours}'));
    const [four, five, six] = [await opened('n-4'), await opened('n-5'), await opened('n-6')];
    await house.hear(
      routing.left(shop, four, { scheduleVersion: 4 }),
      routing.left(shop, five, { scheduleVersion: 5 }),
      routing.left(shop, six, { scheduleVersion: 6 }),
    );
    const texts = await Promise.all([four, five, six].map(async (id) => (await house.messages(id))[1]!.text));
    expect(texts).toEqual(['打烊了,10:00-19:00见', '打烊了,10:00-19:00见', '另一段10:00-19:00']);
  });

  test('SCH-15 a shop whose buyers are spoken to in English says it in English', async () => {
    const english = await house.openShop({ buyerLanguage: 'EN' }, 1, newId());
    const id = (await house.write('n-en', { shopId: english })).session!.id;
    await house.hear(routing.left(english, id));
    const [{ text }] = (await house.deps.readDb.transaction([english], (tx) =>
      tx.query<{ text: string }>(
        { name: 'notice', text: `SELECT text FROM message WHERE session_id = $1 AND auto_kind = 'CLOSED_NOTICE'` },
        [id],
      ),
    )) as [{ text: string }];
    expect(text).toMatch(/outside our working hours.*daily 10:00-19:00; Next reception: Mar 3, 10:00.*leave a message/);
  });

  test('SCH-19 a buyer who still queues at closing becomes a left message with the notice; a running conversation stays', async () => {
    const agent = newId();
    const [queueing, talking] = [await opened('n-queue'), await opened('n-talk')];
    await house.hear(routing.queued(shop, queueing), routing.assigned(shop, talking, agent));
    await house.hear(routing.left(shop, queueing, { revision: 2 }));
    expect((await house.session(queueing)).session).toMatchObject({ state: 'LEFT_MESSAGE', counts: { AUTO: 1 } });
    expect((await house.session(talking)).session).toMatchObject({ state: 'ACTIVE' });
  });

  test('SCH-14 a message left because nobody was available gets no closed notice', async () => {
    const id = await opened('n-pool');
    await house.hear(routing.left(shop, id, { place: 'MESSAGE_POOL' }));
    expect(await house.messages(id)).toHaveLength(1);
  });
});

describe('agents go OFFLINE', () => {
  test("RTE-61 RES-38 their conversations close, holds are kept, the owner's and later ones stay; the buyer is routed anew", async () => {
    const agent = house.agent();
    const ids = { active: await opened('o-1'), ending: await opened('o-2'), owner: await opened('o-3'), later: await opened('o-4') };
    await house.hear(
      routing.assigned(shop, ids.active, agent.account!),
      routing.assigned(shop, ids.ending, agent.account!),
      routing.assigned(shop, ids.owner, agent.account!, { cause: 'OWNER' }),
      routing.assigned(shop, ids.later, agent.account!, { shopVersion: 9 }),
    );
    await house.end(ids.ending, agent);
    await house.answer(ids.active, agent);
    await house.hear(routing.presence(shop, agent.account!, 'OFFLINE', 8));
    const states = await Promise.all(Object.values(ids).map(async (id) => (await house.session(id)).session.state));
    expect(states).toEqual(['CLOSED', 'ENDING', 'ACTIVE', 'ACTIVE']);
    expect(closes(ids.active)[0]?.value).toMatchObject({ reason: 'AGENT_OFFLINE', actor: { kind: 'SYSTEM' } });
    expect((await house.write('o-1')).session).toMatchObject({ state: 'QUEUED', reentryOf: null });
  });

  test('RES-81 who waits for an answer goes back to routing with the time waited; the next outcome decides', async () => {
    const agent = house.agent();
    const [gone, left] = [await opened('o-back'), await opened('o-left')];
    await house.hear(routing.assigned(shop, gone, agent.account!), routing.assigned(shop, left, agent.account!));
    const offline = routing.presence(shop, agent.account!, 'OFFLINE', 8);
    await house.hear(offline);
    const { session } = await house.session(gone);
    expect(session).toMatchObject({ state: 'QUEUED', waitingSince: new Date('2026-03-02T02:00:00.000Z'), agentId: agent.account });
    expect(house.published.filter(({ type, value }) => type === 'returned' && value['sessionId'] === gone)).toMatchObject([
      {
        topic: 'session-ended',
        value: {
          agentId: agent.account,
          waitingSince: '2026-03-02T02:00:00.000Z',
          reason: 'AGENT_GONE',
          causeId: offline.id,
          actor: { kind: 'SYSTEM' },
        },
      },
    ]);
    await house.hear(routing.assigned(shop, gone, newId(), { revision: 2 }), routing.left(shop, left, { revision: 2 }));
    expect((await house.session(gone)).session).toMatchObject({ state: 'ACTIVE', returnedAt: null });
    expect((await house.session(left)).session).toMatchObject({ state: 'LEFT_MESSAGE', waitingSince: session.waitingSince });
    expect((await house.messages(left)).at(-1)).toMatchObject({ autoKind: 'CLOSED_NOTICE' });
  });

  test('RES-81 a deactivated agent leaves all conversations, however they were given', async () => {
    const agent = house.agent();
    const ids = { waits: await opened('d-1'), answered: await opened('d-2'), manual: await opened('d-3') };
    await house.hear(
      routing.assigned(shop, ids.waits, agent.account!),
      routing.assigned(shop, ids.answered, agent.account!),
      routing.assigned(shop, ids.manual, agent.account!, { cause: 'MANUAL' }),
    );
    await house.answer(ids.answered, agent);
    await house.hear(account(shop, agent.account!, 2, false));
    const states = await Promise.all(Object.values(ids).map(async (id) => (await house.session(id)).session.state));
    expect(states).toEqual(['QUEUED', 'CLOSED', 'QUEUED']);
  });

  test('RTE-61 an assignment that arrives after the OFFLINE is lost at once; one from before it that is newer stays', async () => {
    const agent = newId();
    await house.hear(routing.presence(shop, agent, 'OFFLINE', 20), routing.presence(shop, agent, 'ONLINE', 21));
    const [stale, fresh] = [await opened('o-stale'), await opened('o-fresh')];
    await house.hear(routing.assigned(shop, stale, agent, { shopVersion: 19 }), routing.assigned(shop, fresh, agent, { shopVersion: 22 }));
    expect((await house.session(stale)).session).toMatchObject({ state: 'QUEUED', routingRevision: 1, agentId: agent });
    expect((await house.session(fresh)).session).toMatchObject({ state: 'ACTIVE' });
    expect(returns(stale)).toHaveLength(1);
  });

  test('RTE-61 an OFFLINE and an assignment handled at the same moment always meet', async () => {
    const agents = Array.from({ length: 10 }, () => newId());
    const sessions = await Promise.all(agents.map((_, index) => opened(`o-race-${index}`)));
    await Promise.all(
      agents.flatMap((agent, index) => [
        house.hear(routing.assigned(shop, sessions[index]!, agent, { shopVersion: 30 })),
        house.hear(routing.presence(shop, agent, 'OFFLINE', 31)),
      ]),
    );
    const states = await Promise.all(sessions.map(async (id) => (await house.session(id)).session.state));
    expect(states).toEqual(sessions.map(() => 'QUEUED'));
    expect(sessions.flatMap(returns)).toHaveLength(10);
  });
});

describe('snapshots', () => {
  test('SES-14 RES-39 a new policy binds the sessions opened afterwards; an older snapshot never overwrites a newer', async () => {
    const before = await opened('p-1');
    await house.openShop({ agentEndHoldMinutes: 5 }, 9);
    await house.openShop({ agentEndHoldMinutes: 50 }, 8);
    const after = await opened('p-2');
    expect((await house.session(before)).session.policy).toMatchObject({ version: 1, holdMinutes: 20 });
    expect((await house.session(after)).session.policy).toMatchObject({ version: 9, holdMinutes: 5 });
  });
});
