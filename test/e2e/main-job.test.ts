import { boardQuery } from '#gateway/board-query';
import { newId } from '#libs/platform/process/ids';
import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { buyerOf, stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/*
 * One story of two days in one shop, told in order: every step goes on from where the last one ended. Times of day are the shop's, Asia/Shanghai.
 * A second shop without agents is the witness of "not yet": what was due there one second earlier has happened, so the timers have looked.
 */
const monday = (time: string): string => new Date(`2026-03-02T${time}+08:00`).toISOString();
const tuesday = (time: string): string => new Date(`2026-03-03T${time}+08:00`).toISOString();
const wednesday = (time: string): string => new Date(`2026-03-04T${time}+08:00`).toISOString();

const workdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const hours = (start: string, end: string): object[] => workdays.map((day) => ({ day, start, end }));

let system: TestSystem;
let shop: StagedShop;
let witness: StagedShop;
const sessions: Record<string, StagedSession> = {};
let witnessSession: StagedSession;

beforeAll(async () => {
  system = await startSystem({ clock: { at: monday('09:59:59') } });
});

afterAll(() => system?.stop());

/** Waits until a session is in a state, and gives it. */
const becomes = (id: string, state: string, where: StagedShop = shop): Promise<StagedSession> =>
  eventually(async () => {
    const session = await where.session(id);
    if (session.state !== state) throw new Error(`${id} is ${JSON.stringify(session)}, not ${state}`);
    return session;
  });

const idOf = (name: string): string => sessions[name]?.id ?? '';

interface ShopShown {
  readonly queue: { readonly length: number; readonly leftMessages: number; readonly pools: readonly { readonly reason: string }[] };
  readonly agents: readonly {
    readonly id: string;
    readonly presence: string;
    readonly load: number;
    readonly held: number;
    readonly autoSuspended: boolean;
  }[];
  readonly reception: { readonly state: string };
}

const look = async (): Promise<ShopShown & { readonly annie: ShopShown['agents'][number] | undefined }> => {
  const query = `query($shop: ID!) { shop(id: $shop) {
    queue { length leftMessages pools { reason } } agents { id presence load held autoSuspended } reception { state } } }`;
  const { shop: shown } = await shop.ask<{ shop: ShopShown }>('owner', query);
  return { ...shown, annie: shown.agents.find(({ id }) => id === shop.idOf('annie')) };
};

const messages = async (id: string): Promise<{ sender: string; text: string }[]> => {
  const query = 'query($id: ID!) { session(id: $id) { messages { nodes { sender text } } } }';
  return (await shop.ask<{ session: { messages: { nodes: { sender: string; text: string }[] } } }>('owner', query, { id })).session.messages
    .nodes;
};

describe('before ten: shops are made', () => {
  it('PRM-5 a shop with its owner only sends every consultation to the main account', async () => {
    witness = await stageShop(system, { name: 'Witness' });
    await witness.tell('owner', 'saveReceptionSchedule', { weekly: hours('08:59', '19:00') });
    const session = await witness.writes('w1');
    expect(session.routing).toMatchObject({ outcome: 'ASSIGNED', cause: 'OWNER', agent: { id: witness.idOf('owner') } });
    // What one answer says of a session agrees with itself.
    expect(session).toMatchObject({ state: 'ACTIVE', agent: { id: witness.idOf('owner') } });
    witnessSession = await becomes(session.id, 'ACTIVE', witness);
    await witness.tell('owner', 'endSession', { sessionId: session.id, confirm: true });
  });

  it('SCH-2 a shop with two agents and hours on workdays is open', async () => {
    shop = await stageShop(system, { name: 'Lamps', policy: { idleCloseAfterAgentMinutes: null, idleCloseAfterBuyerMinutes: null } });
    await shop.hire('annie', ['AGENT']);
    await shop.hire('ben', ['AGENT']);
    await shop.tell('owner', 'saveReceptionSchedule', { weekly: hours('09:00', '19:00') });
    expect((await look()).reception).toEqual({ state: 'OPEN' });
  });
});

describe('ten in the morning: a buyer is received', () => {
  it('RTE-31 while all agents are offline a buyer waits', async () => {
    await moveClock(system, monday('10:00:00'));
    await shop.tell('annie', 'setCapacity', { maxCapacity: 1 });
    sessions['b1'] = await shop.writes('b1');
    expect(sessions['b1'].routing).toMatchObject({ outcome: 'QUEUED', cause: 'NO_AGENT_ONLINE', queuePosition: 1 });
  });

  it('RTE-28 RTE-4 and is taken when an agent comes online', async () => {
    await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
    expect(await becomes(idOf('b1'), 'ACTIVE')).toMatchObject({
      agent: { id: shop.idOf('annie') },
      routing: { cause: 'EVEN', rule: 'RTE-4' },
    });
  });

  it('SES-2 opening the chat starts nothing', async () => {
    expect(await shop.tell('connector', 'enterChat', { buyer: buyerOf('b2') })).toEqual({ session: null });
  });

  it('RTE-25 RTE-27 with every agent full, buyers queue and learn their position with their message', async () => {
    sessions['b2'] = await shop.writes('b2');
    sessions['b3'] = await shop.writes('b3');
    expect(sessions['b2'].routing).toMatchObject({ outcome: 'QUEUED', cause: 'ALL_AT_CAPACITY', queuePosition: 1, agent: null });
    expect(sessions['b3'].routing).toMatchObject({ outcome: 'QUEUED', queuePosition: 2 });
    expect(await look()).toMatchObject({
      queue: { length: 2, pools: [{ reason: 'ALL_AT_CAPACITY' }] },
      annie: { load: 1, autoSuspended: true },
    });
  });

  it('SES-1 only its agent answers a session', async () => {
    const input = { sessionId: idOf('b1'), text: 'Yes, it ships today.' };
    expect((await shop.refusal('ben', 'sendAgentMessage', input)).extensions).toMatchObject({ code: 'NOT_ASSIGNED' });
    expect(await shop.tell('annie', 'sendAgentMessage', input)).toMatchObject({ message: { ordinal: 2, sender: 'AGENT' } });
  });

  it('INV-3 a command that is repeated happens once, and its id serves nothing else', async () => {
    const input = { sessionId: idOf('b1'), text: 'Anything else?', commandId: newId() };
    const first = await shop.tell<object>('annie', 'sendAgentMessage', input);
    expect(await shop.tell('annie', 'sendAgentMessage', input)).toEqual(first);
    expect((await shop.session(idOf('b1'))).messageCount).toBe(3);
    expect((await shop.refusal('annie', 'sendAgentMessage', { ...input, text: 'Other' })).extensions).toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
  });

  it('SES-6 the agent ends the session: it is off the list and its slot is held', async () => {
    const { session } = await shop.tell<{ session: object }>('annie', 'endSession', { sessionId: idOf('b1') });
    expect(session).toMatchObject({ state: 'ENDING', holdUntil: monday('10:20:00') });
    await eventually(async () => expect(await look()).toMatchObject({ annie: { load: 1, held: 1 }, queue: { length: 2 } }));
  });
});

describe('twenty past ten: the hold ends', () => {
  it('SES-7 at 10:19:59 the slot is still held', async () => {
    await moveClock(system, monday('10:19:59'));
    expect(await becomes(witnessSession.id, 'CLOSED', witness)).toMatchObject({ closedAt: monday('10:19:59') });
    expect(await shop.session(idOf('b1'))).toMatchObject({ state: 'ENDING' });
    expect(await look()).toMatchObject({ annie: { load: 1, held: 1 }, queue: { length: 2 } });
  });

  it('SES-7 RTE-28 at 10:20:00 the session is closed and the queue drains, oldest first', async () => {
    await moveClock(system, monday('10:20:00'));
    expect(await becomes(idOf('b1'), 'CLOSED')).toMatchObject({ closeReason: 'SYSTEM_HOLD_EXPIRED', closedAt: monday('10:20:00') });
    expect(await becomes(idOf('b2'), 'ACTIVE')).toMatchObject({ agent: { id: shop.idOf('annie') } });
    expect(await shop.session(idOf('b3'))).toMatchObject({ state: 'QUEUED', routing: { queuePosition: 1 } });
    expect(await look()).toMatchObject({ annie: { load: 1, held: 0 }, queue: { length: 1 } });
  });

  it("SES-10 RES-92 ending a session whose last word is the buyer's brings a warning and ends nothing, until it is confirmed", async () => {
    const end = { sessionId: idOf('b2') };
    const warned = await shop.tell<object>('annie', 'endSession', end);
    expect(warned).toMatchObject({ session: { state: 'ACTIVE' }, warnings: [{ code: 'UNANSWERED' }] });
    expect(await shop.tell<object>('annie', 'endSession', { ...end, confirm: true })).toMatchObject({
      session: { state: 'ENDING' },
      warnings: [],
    });
  });

  it("SES-9 RES-23 a buyer who writes during the hold opens a new session; the slot it frees is the queue's first", async () => {
    await moveClock(system, monday('10:25:00'));
    sessions['b2 again'] = await shop.writes('b2', 'One more thing');
    expect(sessions['b2 again']).toMatchObject({ reentryOf: idOf('b2'), routing: { outcome: 'QUEUED' } });
    expect(await becomes(idOf('b2'), 'CLOSED')).toMatchObject({ closeReason: 'REENTRY', closedAt: monday('10:25:00') });
    expect(await becomes(idOf('b3'), 'ACTIVE')).toMatchObject({ agent: { id: shop.idOf('annie') } });
    expect(await look()).toMatchObject({ annie: { load: 1, held: 0 }, queue: { length: 1 } });
  });

  it('RTE-28 a higher capacity takes the next from the queue', async () => {
    await shop.tell('annie', 'setCapacity', { maxCapacity: 2 });
    expect(await becomes(idOf('b2 again'), 'ACTIVE')).toMatchObject({ agent: { id: shop.idOf('annie') } });
  });

  it('a buyer who leaves while waiting closes the session', async () => {
    sessions['b4'] = await shop.writes('b4');
    expect(sessions['b4'].routing).toMatchObject({ outcome: 'QUEUED', queuePosition: 1 });
    expect(await shop.tell('connector', 'leaveChat', { buyer: buyerOf('b4') })).toMatchObject({
      session: { state: 'CLOSED', closeReason: 'BUYER_LEFT' },
    });
    await eventually(async () => expect(await look()).toMatchObject({ queue: { length: 0 }, annie: { load: 2 } }));
  });
});

describe('the evening: the shop closes', () => {
  it('SCH-19 at closing, buyers in the queue become left messages; running sessions stay', async () => {
    await moveClock(system, monday('18:59:59'));
    sessions['b5'] = await shop.writes('b5');
    expect(sessions['b5'].routing).toMatchObject({ outcome: 'QUEUED' });
    await moveClock(system, monday('19:00:00'));
    await becomes(idOf('b5'), 'LEFT_MESSAGE');
    expect(await shop.session(idOf('b3'))).toMatchObject({ state: 'ACTIVE' });
    expect(await look()).toMatchObject({ reception: { state: 'CLOSED' }, queue: { length: 0, leftMessages: 1 }, annie: { load: 2 } });
  });

  it('SCH-14 SCH-15 SCH-18 who writes at night gets the closed notice with the hours, once', async () => {
    await moveClock(system, monday('22:00:00'));
    sessions['b6'] = await shop.writes('b6', 'Anybody there?');
    expect(sessions['b6'].routing).toMatchObject({ outcome: 'LEFT_MESSAGE', cause: 'SHOP_CLOSED', agent: null });
    const notice = await eventually(async () => {
      const [, auto] = await messages(idOf('b6'));
      if (auto?.sender !== 'AUTO') throw new Error('no closed notice yet');
      return auto.text;
    });
    expect(notice).toContain('不在工作时间');
    expect(notice).toContain('周一至周五09:00-19:00');
    expect((await shop.writes('b6', 'Hello?')).id).toBe(idOf('b6'));
    await shop.writes('b6', 'Well.');
    expect((await messages(idOf('b6'))).map(({ sender }) => sender)).toEqual(['BUYER', 'AUTO', 'BUYER', 'BUYER']);
    expect((await messages(idOf('b5'))).map(({ sender }) => sender)).toEqual(['BUYER', 'AUTO']);
  });

  it('SCH-17 a slot that becomes free at night takes nobody', async () => {
    await shop.tell('annie', 'setCapacity', { maxCapacity: 3 });
    await shop.tell('ben', 'setCapacity', { maxCapacity: 5 });
    expect(await look()).toMatchObject({ queue: { leftMessages: 2 }, annie: { load: 2, autoSuspended: false } });
    await witness.writes('w2');
  });
});

describe('the next morning: the shop opens', () => {
  it('SCH-17 a second before opening, left messages still wait', async () => {
    const [left] = (
      await witness.ask<{ shop: { sessions: { nodes: { id: string }[] } } }>(
        'owner',
        'query($shop: ID!) { shop(id: $shop) { sessions { nodes { id } } } }',
      )
    ).shop.sessions.nodes;
    await becomes(left?.id ?? '', 'LEFT_MESSAGE', witness);
    await moveClock(system, tuesday('08:59:59'));
    await becomes(left?.id ?? '', 'ACTIVE', witness);
    expect(await look()).toMatchObject({ reception: { state: 'CLOSED' }, queue: { length: 0, leftMessages: 2 }, annie: { load: 2 } });
  });

  it('SCH-17 at opening they enter routing, oldest first', async () => {
    await moveClock(system, tuesday('09:00:00'));
    expect(await becomes(idOf('b5'), 'ACTIVE')).toMatchObject({ agent: { id: shop.idOf('annie') } });
    expect(await becomes(idOf('b6'), 'QUEUED')).toMatchObject({ routing: { queuePosition: 1 } });
    await shop.tell('annie', 'setCapacity', { maxCapacity: 4 });
    await becomes(idOf('b6'), 'ACTIVE');
  });
});

describe('an agent goes', () => {
  it('RTE-61 RES-81 going OFFLINE ends what is answered and gives back whose buyers wait', async () => {
    await shop.tell('ben', 'setPresence', { presence: 'ONLINE' });
    await shop.tell('annie', 'sendAgentMessage', { sessionId: idOf('b2 again'), text: 'Until tomorrow.' });
    await shop.tell('annie', 'setPresence', { presence: 'OFFLINE' });
    const answered = await becomes(idOf('b2 again'), 'CLOSED');
    expect(answered).toMatchObject({ closeReason: 'AGENT_OFFLINE', closedAt: tuesday('09:00:00') });
    for (const name of ['b3', 'b5', 'b6']) {
      await eventually(async () =>
        expect(await shop.session(idOf(name))).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('ben') }, closedAt: null }),
      );
    }
    await eventually(async () => expect(await look()).toMatchObject({ annie: { presence: 'OFFLINE', load: 0 } }));
  });

  it('RTE-61 a buyer who writes again is routed anew', async () => {
    sessions['b2 on tuesday'] = await shop.writes('b2', 'Where did she go?');
    expect(sessions['b2 on tuesday'].routing).toMatchObject({ outcome: 'ASSIGNED', agent: { id: shop.idOf('ben') } });
    await becomes(idOf('b2 on tuesday'), 'ACTIVE');
    await shop.tell('ben', 'sendAgentMessage', { sessionId: idOf('b2 on tuesday'), text: 'I take over.' });
  });
});

describe('what it comes to', () => {
  interface Rate {
    readonly responseRate: {
      readonly value: number | null;
      readonly numerator: number;
      readonly denominator: number;
      readonly pending: number;
    };
  }
  interface Figures {
    readonly metrics: Rate & { readonly volume: { readonly sessions: number; readonly buyers: number } };
    readonly agents: readonly { readonly id: string; readonly metrics: Rate }[];
  }

  const figures = async (range: string): Promise<Figures> => {
    const rate = 'responseRate { value numerator denominator pending }';
    const query = `query($shop: ID!) { shop(id: $shop) { metrics(range: ${range}) { ${rate} volume { sessions buyers } } agents { id metrics(range: ${range}) { ${rate} } } } }`;
    return (await shop.ask<{ shop: Figures }>('owner', query)).shop;
  };
  const rateOf = (shown: Figures, person: string): unknown => shown.agents.find(({ id }) => id === shop.idOf(person))?.metrics.responseRate;

  it("MET-1 MET-9 MET-10 MET-12 counts monday's sessions: two answered, five undecided", async () => {
    await eventually(async () => {
      const shown = await figures('YESTERDAY');
      expect(shown.metrics).toEqual({
        responseRate: { value: 1, numerator: 2, denominator: 2, pending: 5 },
        volume: { sessions: 7, buyers: 6 },
      });
      expect(rateOf(shown, 'annie')).toEqual({ value: 1, numerator: 2, denominator: 2, pending: 1 });
    });
  });

  it("MET-11 credits tuesday's session to the agent who replied", async () => {
    await eventually(async () => {
      const shown = await figures('TODAY');
      expect(shown.metrics).toEqual({
        responseRate: { value: 1, numerator: 1, denominator: 1, pending: 0 },
        volume: { sessions: 1, buyers: 1 },
      });
      expect(rateOf(shown, 'ben')).toEqual({ value: 1, numerator: 1, denominator: 1, pending: 0 });
      expect(rateOf(shown, 'annie')).toMatchObject({ value: null, denominator: 0, pending: 0 });
    });
  });

  it('the Board query answers across all subgraphs, and explains its decisions (INV-4)', async () => {
    const { shop: board } = await shop.ask<{ shop: Record<string, unknown> }>('owner', boardQuery);
    expect(board).toMatchObject({
      name: 'Lamps',
      reception: { state: 'OPEN', nextChangeAt: tuesday('19:00:00') },
      queue: { length: 0, pools: [] },
      sessions: {
        nodes: [
          ...['b3', 'b5', 'b6'].map((name) => ({ id: idOf(name), state: 'ACTIVE', buyer: { name } })),
          {
            id: idOf('b2 on tuesday'),
            state: 'ACTIVE',
            buyer: { name: 'b2' },
            routing: {
              agent: { id: shop.idOf('ben') },
              explanation: { candidates: expect.arrayContaining([{ agent: { id: shop.idOf('ben') }, verdict: 'CHOSEN' }]) as unknown },
            },
          },
        ],
      },
      metrics: { volume: { sessions: 1, buyers: 1 } },
    });
    expect(board['agents']).toHaveLength(2);
    expect(board['agents']).toContainEqual(
      expect.objectContaining({
        id: shop.idOf('ben'),
        presence: 'ONLINE',
        load: 4,
        maxCapacity: 5,
        saturation: 0.8,
        account: { nickname: 'ben' },
      }),
    );
  });

  it('MET-2 MET-9 a day later everything is decided', async () => {
    await moveClock(system, wednesday('09:30:00'));
    expect((await figures('LAST_7_DAYS')).metrics.responseRate).toEqual({ value: 0.375, numerator: 3, denominator: 8, pending: 0 });
  });

  it('MET-1 the rate leads to the sessions that were answered, with what other services know of them', async () => {
    const query = `query($shop: ID!, $input: MetricSessionsInput!) { shop(id: $shop) {
      metricSessions(input: $input, first: 10) { nodes { numerator creditedAgent { account { nickname } } session { id channel buyer { name } timeline(first: 10) { nodes { kind } } } } } } }`;
    const input = { from: '2026-03-02', to: '2026-03-04', metric: 'RESPONSE_RATE' };
    const answer = await shop.ask<{ shop: { metricSessions: { nodes: unknown[] } } }>('owner', query, { input });
    const { nodes } = answer.shop.metricSessions;
    expect(nodes).toHaveLength(3);
    for (const node of nodes) {
      expect(node).toMatchObject({
        numerator: 1,
        creditedAgent: { account: { nickname: expect.any(String) as unknown } },
        session: {
          channel: expect.any(String) as unknown,
          buyer: { name: expect.stringMatching(/^b\d/) as unknown },
          timeline: { nodes: expect.arrayContaining([{ kind: 'OPENED' }, { kind: 'ASSIGNED' }, { kind: 'FIRST_REPLY' }]) as unknown },
        },
      });
    }
  });

  it('INV-6 an unknown and a foreign shop answer alike', async () => {
    const query = 'query($id: ID!) { shop(id: $id) { name } }';
    const unknown = await system.graphql(shop.tokenOf('owner'), query, { id: newId() });
    const foreign = await system.graphql(shop.tokenOf('owner'), query, { id: witness.id });
    const withoutRequest = (answer: unknown): string => JSON.stringify(answer).replace(/"requestId":"[0-9a-f]+"/g, '');
    expect(withoutRequest(foreign)).toEqual(withoutRequest(unknown));
    expect(foreign).toMatchObject({ data: { shop: null }, errors: [{ extensions: { code: 'SHOP_NOT_FOUND' } }] });
    for (const shopId of [newId(), witness.id]) {
      expect(await shop.refusal('connector', 'sendBuyerMessage', { shopId, buyer: buyerOf('b1'), text: 'x' })).toMatchObject({
        extensions: { code: 'SHOP_NOT_FOUND', field: 'shopId' },
      });
    }
  });
});
