import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { graphql, type GraphQLSchema } from 'graphql';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import { guardResolvers } from '#libs/platform/graphql/guard-resolvers';
import { newId } from '#libs/platform/process/ids';
import { readSubgraphSchema } from '#libs/platform/graphql/subgraph-schema';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import { buyerIdOf } from '#services/session/conversation/app/buyer-directory';
import { createOutcomeNotifier } from '#services/session/conversation/app/outcome-notifier';
import { createResolvers } from '#services/session/conversation/resolvers/create-resolvers';
import { createExtra } from '#services/session/conversation/resolvers/loaders';
import { eventually } from '#test/kit/eventually';
import { openSessionHouse, routing, type SessionHouse } from './session-house';
import { callerAs } from '#test/kit/caller-as';

let house: SessionHouse;
let shop: string;
let schema: GraphQLSchema;
let connector: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
  counted = {
    ...house.deps.readDb,
    transaction: (shops, work) =>
      house.deps.readDb.transaction(shops, (tx) =>
        work({ ...tx, query: (statement, values) => (reads.push(statement.name), tx.query(statement, values)) }),
      ),
  };
  connector = callerAs('CONNECTOR', shop);
  const typeDefs = readSubgraphSchema('session');
  const resolvers = guardResolvers(typeDefs, createResolvers(house.conversation) as GraphQLResolverMap<RequestContext>);
  schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
});
afterAll(() => house.close());

/** The statements of the request's own look-ups. */
let reads: string[] = [];
let counted: Database;

interface Answer {
  readonly data: Record<string, unknown>;
  readonly refusals: readonly { readonly code: string; readonly field: string | undefined }[];
}

async function ask(caller: Caller, source: string, variables: Record<string, unknown> = {}, waitMs?: number): Promise<Answer> {
  const contextValue = { caller, traceparent: null, extra: createExtra(counted)(caller), waitMs };
  const { data, errors = [] } = await graphql({ schema, source, variableValues: variables, contextValue });
  const refusals = errors.map((error) => {
    if (!(error.originalError instanceof AppError)) throw error;
    return { code: error.originalError.code, field: error.originalError.field };
  });
  return { data: JSON.parse(JSON.stringify(data ?? {})) as Record<string, unknown>, refusals };
}

const send = `mutation ($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) {
  session { id state messageCount waitingSince buyer { id externalId name } agent { id } } message { id ordinal text sender recordedAt } warnings { code } } }`;
const buyer = (externalId: string, name: string | null = null) => ({ channel: 'KUAISHOU', externalId, name });

describe('mutations', () => {
  test('SES-2 a message answers with its session and itself', async () => {
    const { data, refusals } = await ask(connector, send, { input: { shopId: shop, buyer: buyer('g1', '小明'), text: '在吗' } });
    expect(refusals).toEqual([]);
    expect(data['sendBuyerMessage']).toMatchObject({
      session: {
        state: 'QUEUED',
        messageCount: 1,
        waitingSince: '2026-03-02T02:00:00.000Z',
        buyer: { externalId: 'g1', name: '小明' },
        agent: null,
      },
      message: { ordinal: 1, text: '在吗', sender: 'BUYER' },
      warnings: [],
    });
  });

  test.each([
    ['no text', { text: '' }, 'text'],
    ['no text at all', {}, 'text'],
    ['only blanks', { text: ' \n　' }, 'text'],
    ['5,001 characters', { text: '好'.repeat(5_001) }, 'text'],
    ['a NUL', { text: 'a\u0000b' }, 'text'],
    ['half a character', { text: 'a\ud83d' }, 'text'],
    ['no channel', { text: 'a', buyer: { channel: '', externalId: 'x' } }, 'buyer.channel'],
    ['an id of 201 characters', { text: 'a', buyer: { channel: 'WEB', externalId: 'x'.repeat(201) } }, 'buyer.externalId'],
    ['a text nobody can see', { text: '\u200b\u2060\u3164' }, 'text'],
    ['a name that is no channel', { text: 'a', buyer: { channel: 'T\u0410OBAO', externalId: 'x' } }, 'buyer.channel'],
  ])('a message with %s is refused with its field, and nothing is stored', async (_name, input, field) => {
    const { refusals } = await ask(connector, send, { input: { shopId: shop, buyer: buyer('bad'), ...input } });
    expect(refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
    expect(
      await ask(connector, `mutation ($input: EnterChatInput!) { enterChat(input: $input) { session { id } } }`, {
        input: { shopId: shop, buyer: buyer('bad') },
      }),
    ).toMatchObject({
      data: { enterChat: { session: null } },
    });
  });

  const shown = `mutation ($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) {
    session { buyer { name } } message { text type } warnings { code field } } }`;

  test.each([
    ['a name of two lines', { buyer: buyer('d1', 'a\nb') }, 'buyer.name'],
    ['a name that turns the text round', { buyer: buyer('d2', '\u202egnp.exe') }, 'buyer.name'],
    ['a name nobody can see', { buyer: buyer('d3', '\u2800\u3164') }, 'buyer.name'],
    ['a name of 201 characters', { buyer: buyer('d4', 'x'.repeat(201)) }, 'buyer.name'],
    ['a time that is none', { channelSentAt: 'yesterday' }, 'channelSentAt'],
    ['a time that is no text', { channelSentAt: { at: 1 } }, 'channelSentAt'],
    ['the year 9999 with an offset', { channelSentAt: '9999-12-31T23:59:59-12:00' }, 'channelSentAt'],
    ['the year 0', { channelSentAt: '0000-01-01T00:00:00Z' }, 'channelSentAt'],
    ['an entry point of 101 characters', { entryPoint: 'x'.repeat(101) }, 'entryPoint'],
    ['a caption of 5,001 characters', { type: 'IMAGE', text: 'x'.repeat(5_001) }, 'text'],
    ['a caption with a NUL', { type: 'VIDEO', text: 'a\u0000' }, 'text'],
  ])('RES-89 %s costs no message: it is left out with a warning', async (name, input, field) => {
    const asked = { shopId: shop, type: 'TEXT', buyer: buyer(`display ${name}`), text: '在吗', ...input };
    const { data, refusals } = await ask(connector, shown, { input: asked });
    expect(refusals).toEqual([]);
    expect(data['sendBuyerMessage']).toMatchObject({
      message: { type: asked.type },
      warnings: [{ code: 'FIELD_DROPPED', field }],
    });
    if (field === 'buyer.name') expect(data['sendBuyerMessage']).toMatchObject({ session: { buyer: { name: null } } });
  });

  test('RES-89 an empty field that only decorates is an absent one', async () => {
    const input = { shopId: shop, buyer: buyer('empty', ''), type: 'IMAGE', text: ' \u200b', entryPoint: '', channelSentAt: '' };
    expect((await ask(connector, shown, { input })).data['sendBuyerMessage']).toMatchObject({ message: { text: null }, warnings: [] });
  });

  test("RES-89 an agent's message says something, whatever its kind", async () => {
    const agent = house.agent();
    const { session } = await house.write('g7');
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    const answer = `mutation ($input: SendAgentMessageInput!) { sendAgentMessage(input: $input) { session { waitingSince } } }`;
    for (const said of [{ text: '\u2060' }, { type: 'IMAGE' }, { type: 'EMOJI', text: '' }, { type: 'PRODUCT_CARD', text: '\u00ad' }]) {
      const input = { shopId: shop, sessionId: session!.id, ...said };
      expect((await ask(agent, answer, { input })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'text' }]);
    }
    expect(await house.messages(session!.id)).toHaveLength(1);
  });

  test('what one answer says agrees with itself: with a wait for routing the session is the one after its outcome', async () => {
    const asked = ask(connector, send, { input: { shopId: shop, buyer: buyer('g8'), text: '在吗' } }, 2_000);
    const agent = newId();
    const opened = await eventually(() => {
      const start = house.published.filter(({ topic }) => topic === 'session-started').at(-1)!;
      expect(start.value['buyerId']).toBe(buyerIdOf(shop, buyer('g8')));
      return Promise.resolve(start.value['sessionId'] as string);
    });
    await house.hear(routing.assigned(shop, opened, agent));
    expect((await asked).data['sendBuyerMessage']).toMatchObject({ session: { id: opened, state: 'ACTIVE', agent: { id: agent } } });
  });

  test('a wait ends with its time, and an outcome applied by another process is seen too', async () => {
    const late = await ask(connector, send, { input: { shopId: shop, buyer: buyer('g9'), text: '在吗' } }, 50);
    expect(late.data['sendBuyerMessage']).toMatchObject({ session: { state: 'QUEUED' } });
    const { session } = await house.write('g10');
    const waits = createOutcomeNotifier(house.deps).wait({ shopId: shop, sessionId: session!.id, until: 'DECIDED' }, 5_000);
    await house.hear(routing.queued(shop, session!.id));
    expect(await waits).toBe(true);
  });

  test('SES-3 a lone emoji needs no text, and 5,000 characters outside the basic plane are 5,000', async () => {
    expect((await ask(connector, send, { input: { shopId: shop, buyer: buyer('g2'), type: 'EMOJI' } })).refusals).toEqual([]);
    expect((await ask(connector, send, { input: { shopId: shop, buyer: buyer('g2'), text: '😀'.repeat(5_000) } })).refusals).toEqual([]);
  });

  test('INV-6 a foreign shop answers like an unknown one and like an id that is none, and agents may not speak for buyers', async () => {
    const input = { shopId: newId(), buyer: buyer('g3'), text: 'a' };
    for (const shopId of [input.shopId, 'shop-1'])
      expect((await ask(connector, send, { input: { ...input, shopId } })).refusals).toEqual([{ code: 'SHOP_NOT_FOUND', field: 'shopId' }]);
    expect((await ask(house.agent(), send, { input: { ...input, shopId: shop } })).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  test('SES-2 opening the chat page starts nothing; with a session open it answers with that', async () => {
    const enter = `mutation ($input: EnterChatInput!) { enterChat(input: $input) { session { id state } warnings { code } } }`;
    const input = { shopId: shop, buyer: buyer('g4') };
    expect((await ask(connector, enter, { input })).data).toEqual({ enterChat: { session: null, warnings: [] } });
    const { session } = await house.write('g4');
    expect((await ask(connector, enter, { input })).data).toMatchObject({ enterChat: { session: { id: session!.id, state: 'QUEUED' } } });
  });

  test('RTE-57 what a page asks of agents on entering is told with the sessions that open within a day, and one that cannot be used is left out', async () => {
    const enter = `mutation ($input: EnterChatInput!) { enterChat(input: $input) { session { id } warnings { code field } } }`;
    const enters = async (who: string, more: object) =>
      (await ask(connector, enter, { input: { shopId: shop, buyer: buyer(who), ...more } })).data;
    const needs = { skills: [{ name: 'size', level: 2 }], language: 'en' };
    expect(await enters('g4n', { needs })).toEqual({ enterChat: { session: null, warnings: [] } });
    expect(await enters('g4n', {})).toEqual({ enterChat: { session: null, warnings: [] } });
    expect(await enters('g4n', { needs: { language: '' } })).toMatchObject({
      enterChat: { warnings: [{ code: 'FIELD_DROPPED', field: 'needs' }] },
    });
    const { session } = await house.write('g4n');
    expect(house.published.filter(({ type, value }) => type === 'started' && value['sessionId'] === session!.id)).toMatchObject([
      { value: { needs } },
    ]);
  });

  test('SES-10 RES-92 an end without an answer warns and ends nothing, until it is confirmed', async () => {
    const agent = house.agent();
    const { session } = await house.write('g5');
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    const end = `mutation ($input: EndSessionInput!) { endSession(input: $input) { session { state holdUntil agent { id } } warnings { code message field } } }`;
    const input = { shopId: shop, sessionId: session!.id, commandId: 'esc' };
    for (let sent = 0; sent < 2; sent += 1) {
      const { data } = await ask(agent, end, { input });
      expect(data['endSession']).toMatchObject({
        session: { state: 'ACTIVE', holdUntil: null },
        warnings: [{ code: 'UNANSWERED', field: 'confirm' }],
      });
    }
    expect(house.published.filter(({ topic }) => topic === 'session-ended')).toEqual([]);
    const { data } = await ask(agent, end, { input: { ...input, confirm: true, commandId: 'esc again' } });
    expect(data['endSession']).toMatchObject({
      session: { state: 'ENDING', holdUntil: '2026-03-02T02:20:00.000Z', agent: { id: agent.account } },
      warnings: [],
    });
    expect(house.published.at(-1)).toMatchObject({ topic: 'session-ended', value: { unanswered: true } });
  });

  test('SES-6 an agent answers through the graph and leaving is answered with the session', async () => {
    const agent = house.agent();
    const { session } = await house.write('g6');
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    const answer = `mutation ($input: SendAgentMessageInput!) { sendAgentMessage(input: $input) { session { waitingSince } message { sender agent { id } } } }`;
    const input = { shopId: shop, sessionId: session!.id, text: '您好' };
    expect((await ask(agent, answer, { input })).data).toMatchObject({
      sendAgentMessage: { session: { waitingSince: null }, message: { sender: 'AGENT', agent: { id: agent.account } } },
    });
    const leave = `mutation ($input: LeaveChatInput!) { leaveChat(input: $input) { session { id state } } }`;
    expect((await ask(connector, leave, { input: { shopId: shop, buyer: buyer('g6') } })).data).toMatchObject({
      leaveChat: { session: { state: 'ACTIVE' } },
    });
  });
});

const sessionsOf = (args: string): string =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { sessions(${args}) { nodes { id messages(first: 2) { nodes { ordinal text } } } } } } }`;

describe('reading', () => {
  const entities = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Session { id state messages(first: 2) { nodes { ordinal } pageInfo { hasNextPage endCursor } } } ... on Buyer { id externalId } } }`;

  test('INV-6 sessions and buyers are entities of their own shop only', async () => {
    const { session, buyer: known } = await house.write('r1');
    const of = [
      { __typename: 'Session', id: session!.id },
      { __typename: 'Buyer', id: known!.id },
      { __typename: 'Session', id: newId() },
    ];
    expect((await ask(house.agent(), entities, { of })).data['_entities']).toMatchObject([
      { id: session!.id, state: 'QUEUED' },
      { externalId: 'r1' },
      null,
    ]);
    const stranger: Caller = { ...house.agent(), shop: newId() };
    expect((await ask(stranger, entities, { of })).data['_entities']).toEqual([null, null, null]);
    expect((await ask(stranger, `{ session(id: "${session!.id}") { id } }`)).refusals).toEqual([
      { code: 'SESSION_NOT_FOUND', field: 'id' },
    ]);
    expect((await ask(house.agent(), `{ session(id: "nonsense") { id } }`)).refusals).toEqual([{ code: 'SESSION_NOT_FOUND', field: 'id' }]);
  });

  test('SES-20 an empty list of states is refused', async () => {
    const { refusals } = await ask(house.agent(), sessionsOf('states: []'), { of: [{ __typename: 'Shop', id: shop }] });
    expect(refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'states' }]);
  });

  test('SES-20 the messages of all sessions of a page are read at once', async () => {
    reads = [];
    const { data, refusals } = await ask(house.agent(), sessionsOf('first: 20'), { of: [{ __typename: 'Shop', id: shop }] });
    expect(refusals).toEqual([]);
    const [found] = data['_entities'] as [{ sessions: { nodes: { messages: { nodes: { ordinal: number }[] } }[] } }];
    expect(found.sessions.nodes.length).toBeGreaterThan(5);
    for (const { messages } of found.sessions.nodes) expect(messages.nodes[0]?.ordinal).toBe(1);
    expect(reads).toEqual(['messages-in-ranges']);
  });

  test('SES-20 an inbox is read page by page: as many as are asked for, those who wait longest first', async () => {
    const agent = house.agent();
    const ids: string[] = [];
    for (const who of ['i1', 'i2', 'i3']) {
      const { session } = await house.write(who);
      ids.push(session!.id);
      await house.hear(routing.assigned(shop, session!.id, agent.account!));
    }
    const inbox = 'query($ids: [ID!], $first: Int) { inbox(ids: $ids, first: $first) { id } }';
    const idsOf = async (variables: object) =>
      ((await ask(agent, inbox, { ...variables })).data['inbox'] as { id: string }[]).map(({ id }) => id);
    expect(await idsOf({})).toEqual(ids);
    expect(await idsOf({ first: 2 })).toEqual(ids.slice(0, 2));
    expect(await idsOf({ first: 500, ids: ids.slice(1) })).toEqual(ids.slice(1));
    for (const first of [0, 501])
      expect((await ask(agent, inbox, { first })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'first' }]);
  });

  test('SES-1 messages are paged by ordinal', async () => {
    const { session } = await house.write('r2');
    await house.write('r2');
    await house.write('r2');
    const page = `query ($id: ID!, $after: String) { session(id: $id) { messages(first: 2, after: $after) { edges { cursor node { ordinal } } pageInfo { hasNextPage endCursor } } } }`;
    const first = (await ask(house.agent(), page, { id: session!.id })).data as {
      session: { messages: { pageInfo: { endCursor: string } } };
    };
    expect(first).toMatchObject({
      session: { messages: { edges: [{ node: { ordinal: 1 } }, { node: { ordinal: 2 } }], pageInfo: { hasNextPage: true } } },
    });
    const rest = await ask(house.agent(), page, { id: session!.id, after: first.session.messages.pageInfo.endCursor });
    expect(rest.data).toMatchObject({ session: { messages: { edges: [{ node: { ordinal: 3 } }], pageInfo: { hasNextPage: false } } } });
    expect((await ask(house.agent(), page, { id: session!.id, after: 'nonsense' })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'after' },
    ]);
  });
});
