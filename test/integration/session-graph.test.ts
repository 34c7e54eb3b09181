import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import type { Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { guardResolvers } from '#libs/platform/graphql/guard-resolvers';
import { newId } from '#libs/platform/process/ids';
import { repoRoot } from '#libs/platform/process/repo-root';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import { createResolvers } from '#services/session/conversation/resolvers/create-resolvers';
import { createExtra } from '#services/session/conversation/resolvers/loaders';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let shop: string;
let schema: GraphQLSchema;
let connector: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  shop = await house.openShop();
  connector = { subject: 'channel', roles: ['CONNECTOR'], shop, account: null };
  const typeDefs = parse(readFileSync(join(repoRoot(), 'services/session/schema.graphql'), 'utf8'));
  const resolvers = guardResolvers(typeDefs, createResolvers(house.deps.db, house.queue) as GraphQLResolverMap<RequestContext>);
  schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
});
afterAll(() => house.close());

interface Answer {
  readonly data: Record<string, unknown>;
  readonly refusals: readonly { readonly code: string; readonly field: string | undefined }[];
}

async function ask(caller: Caller, source: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const contextValue = { caller, traceparent: null, extra: createExtra(house.deps.db)(caller) };
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
    ['an id of 201 characters', { text: 'a', buyer: { channel: 'K', externalId: 'x'.repeat(201) } }, 'buyer.externalId'],
    ['a time that is none', { text: 'a', channelSentAt: 'yesterday' }, 'channelSentAt'],
    ['a shop id that is none', { text: 'a', shopId: 'shop-1' }, 'shopId'],
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

  test('SES-3 a lone emoji needs no text, and 5,000 characters outside the basic plane are 5,000', async () => {
    expect((await ask(connector, send, { input: { shopId: shop, buyer: buyer('g2'), type: 'EMOJI' } })).refusals).toEqual([]);
    expect((await ask(connector, send, { input: { shopId: shop, buyer: buyer('g2'), text: '😀'.repeat(5_000) } })).refusals).toEqual([]);
  });

  test('INV-6 a foreign shop answers like an unknown one, and agents may not speak for buyers', async () => {
    const input = { shopId: newId(), buyer: buyer('g3'), text: 'a' };
    expect((await ask(connector, send, { input })).refusals).toEqual([{ code: 'SHOP_NOT_FOUND', field: 'shopId' }]);
    expect((await ask(house.agent(), send, { input: { ...input, shopId: shop } })).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  test('SES-2 opening the chat page starts nothing; with a session open it answers with that', async () => {
    const enter = `mutation ($input: EnterChatInput!) { enterChat(input: $input) { session { id state } warnings { code } } }`;
    const input = { shopId: shop, buyer: buyer('g4') };
    expect((await ask(connector, enter, { input })).data).toEqual({ enterChat: { session: null, warnings: [] } });
    const { session } = await house.write('g4');
    expect((await ask(connector, enter, { input })).data).toMatchObject({ enterChat: { session: { id: session!.id, state: 'QUEUED' } } });
  });

  test('SES-10 an end without an answer warns', async () => {
    const agent = house.agent();
    const { session } = await house.write('g5');
    await house.hear(routing.assigned(shop, session!.id, agent.account!));
    const end = `mutation ($input: EndSessionInput!) { endSession(input: $input) { session { state holdUntil agent { id } } warnings { code message field } } }`;
    const { data } = await ask(agent, end, { input: { shopId: shop, sessionId: session!.id } });
    expect(data['endSession']).toMatchObject({
      session: { state: 'ENDING', holdUntil: '2026-03-02T02:20:00.000Z', agent: { id: agent.account } },
      warnings: [{ code: 'UNANSWERED' }],
    });
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
