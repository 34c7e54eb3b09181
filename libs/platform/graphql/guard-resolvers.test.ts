import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import type { Caller } from '../access/caller';
import { guardResolvers } from './guard-resolvers';

const agent: Caller = { subject: 'w', roles: ['AGENT'], shop: 's', account: 'a', imEnabled: true, permissions: [] };
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Names of the access table, in a schema of the test's own. */
const typeDefs = parse(`${link}
  type Query { session(id: ID!): Session }
  extend type Query { viewer: ID }
  type Mutation { setPresence(input: In): ID createShop: ID }
  input In { agentId: ID }
  type Session @key(fields: "id") { id: ID! buyer: Buyer! messages: [Message!] }
  type Message { text: String ordinal: Int }
  type Buyer @key(fields: "id") { id: ID! name: String }
  type Agent @key(fields: "id") { id: ID! metrics: Int }
`);

const session = { id: 'x', buyer: { id: 'b', name: '小雨' }, messages: [{ text: 'hello', ordinal: 1 }] };
const resolvers = {
  Query: { session: () => session, viewer: () => 'w' },
  Mutation: { setPresence: () => 'done', createShop: () => 'done' },
  Agent: { __resolveReference: ({ id }: { id: string }) => ({ id }), metrics: () => 7 },
};

const schema = buildSubgraphSchema([{ typeDefs, resolvers: guardResolvers(typeDefs, resolvers) }]);

async function ask(source: string, caller: Caller = agent, variableValues: Record<string, unknown> = {}) {
  const { data, errors = [] } = await graphql({ schema, source, variableValues, contextValue: { caller, traceparent: null, extra: null } });
  return {
    data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
    messages: errors.map(({ message }) => message),
    codes: errors.map(({ originalError }) => (originalError as { code?: string }).code),
  };
}

const all = '{ session(id: "x") { buyer { name } messages { text ordinal } } }';

describe('the access table stands before every listed field', () => {
  it('also before those without a resolver', async () => {
    const { messages, buyer } = session;
    expect(await ask(all)).toMatchObject({ data: { session: { buyer: { name: buyer.name }, messages } }, codes: [] });
    const closed = await ask('{ session(id: "x") { id buyer { id name } messages { ordinal text } } }', { ...agent, imEnabled: false });
    expect(closed.data).toEqual({ session: { id: 'x', buyer: { id: 'b', name: null }, messages: null } });
    expect(closed.codes).toEqual(['IM_NOT_ENABLED', 'IM_NOT_ENABLED']);
  });

  it('before root fields, wherever in the schema they are declared', async () => {
    const stranger = { ...agent, roles: [] };
    expect((await ask('{ viewer }', stranger)).codes).toEqual(['FORBIDDEN']);
    expect((await ask('mutation { createShop }')).codes).toEqual(['FORBIDDEN']);
  });

  it('before each entity, so that one that is refused leaves the others', async () => {
    const query = 'query($of: [_Any!]!) { _entities(representations: $of) { ... on Agent { id metrics } } }';
    const of = ['a', 'b'].map((id) => ({ __typename: 'Agent', id }));
    expect(await ask(query, agent, { of })).toMatchObject({
      data: {
        _entities: [
          { id: 'a', metrics: 7 },
          { id: 'b', metrics: null },
        ],
      },
      codes: ['FORBIDDEN'],
    });
    expect((await ask(query, { ...agent, roles: ['OPERATOR'] }, { of })).data).toEqual({ _entities: [null, null] });
  });

  it.each([
    ['', '... on Session { id } ... on Agent { __typename metrics id }'],
    ['through a fragment', '...A'],
  ])('and names the field that was asked of an entity %s', async (_how, selection) => {
    const fragment = selection === '...A' ? 'fragment A on Agent { metrics }' : '';
    const query = `query($of: [_Any!]!) { _entities(representations: $of) { ${selection} } } ${fragment}`;
    const of = [{ __typename: 'Agent', id: 'a' }];
    const buyer: Caller = { ...agent, roles: ['BUYER'], account: null };
    expect((await ask(query, buyer, { of })).messages).toEqual(['Your role may not use Agent.metrics.']);
  });

  it('and knows when a command concerns the own account', async () => {
    const command = (agentId?: string) => ask('mutation($input: In) { setPresence(input: $input) }', agent, { input: { agentId } });
    expect((await command('a')).codes).toEqual([]);
    expect((await command()).codes).toEqual([]);
    expect((await command('b')).codes).toEqual(['FORBIDDEN']);
  });
});

describe('a subgraph does not start', () => {
  it.each([
    ['a query', 'type Query { secrets: ID }', 'Query.secrets'],
    ['a mutation of an extension', 'type Query { viewer: ID } extend type Mutation { dropShop: ID }', 'Mutation.dropShop'],
    ['an entity', 'type Query { viewer: ID } type Secret @key(fields: "id") { id: ID! }', 'Secret.@key'],
  ])('with %s that the table does not list', (_what, text, field) => {
    expect(() => guardResolvers(parse(`${link} ${text}`), {})).toThrow(`No rule in libs/platform/access/access.ts for ${field}`);
  });

  it('with a listed field whose resolver cannot be guarded', () => {
    expect(() => guardResolvers(typeDefs, { Query: { viewer: { resolve: () => 'w' } } })).toThrow(
      'The resolver of Query.viewer is no function',
    );
  });
});
