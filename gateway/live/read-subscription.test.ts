import { buildSchema } from 'graphql';
import { withSubscriptions } from './live-schema';
import { readSubscription } from './read-subscription';

const schema = withSubscriptions(
  buildSchema(`
    scalar DateTime
    type Query { shop(id: ID!): Shop session(id: ID!): Session inbox(ids: [ID!], first: Int = 100): [Session!] }
    type Shop { id: ID! }
    type Session { id: ID! }
  `),
);

const read = (query: string, variables: Readonly<Record<string, unknown>>, cost = 1_000) =>
  readSubscription(schema, { query, operationName: undefined, variables, heartbeat: false }, { introspection: false, cost });

it('may cost what the document may: a registered one more than anybody’s', () => {
  const query = 'subscription { inboxChanged { sessions { id } } }';
  expect(read(query, {}, 500)).toMatchObject({ operation: { operation: 'subscription' } });
  expect(() => read(query, {}, 1)).toThrow(expect.objectContaining({ field: 'query', expected: 'a cost of at most 1' }) as Error);
});

it.each([
  ['@skip', 'subscription($s: ID!, $t: Boolean!) { sessionChanged(sessionId: $s) @skip(if: $t) { reason } }'],
  ['@include', 'subscription($s: ID!, $t: Boolean!) { ... @include(if: $t) { sessionChanged(sessionId: $s) { reason } } }'],
])('a check that cannot be made, of %s with a variable at the root, is the request’s fault', (_what, query) => {
  expect(() => read(query, { s: 'x', t: false })).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'query', expected: expect.stringContaining('@skip') as unknown }) as Error,
  );
});
