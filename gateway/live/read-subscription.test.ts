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

const read = (query: string, variables: Readonly<Record<string, unknown>>) =>
  readSubscription(schema, { query, operationName: undefined, variables, heartbeat: false }, false);

it.each([
  ['@skip', 'subscription($s: ID!, $t: Boolean!) { sessionChanged(sessionId: $s) @skip(if: $t) { reason } }'],
  ['@include', 'subscription($s: ID!, $t: Boolean!) { ... @include(if: $t) { sessionChanged(sessionId: $s) { reason } } }'],
])('a check that cannot be made, of %s with a variable at the root, is the request’s fault', (_what, query) => {
  expect(() => read(query, { s: 'x', t: false })).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'query', expected: expect.stringContaining('@skip') as unknown }) as Error,
  );
});
