import { ApolloServer } from '@apollo/server';
import { createLog } from '../process/log';
import { errorsOfRequests, type Ending, type FailedRequest } from './errors-of-requests';
import { formatError } from './format-error';

const lines: string[] = [];
const log = createLog({ service: 'shop', level: 'info', write: (line) => lines.push(line) });
const errors = errorsOfRequests();
const apollo = new ApolloServer<FailedRequest>({
  typeDefs: 'type Query { shop(id: ID!): ID, other: ID }',
  resolvers: { Query: { shop: (_root: unknown, { id }: { id: string }) => Promise.reject(new Error(`a bug of ${id}`)) } },
  formatError: formatError(log, errors.requestOf),
  plugins: [errors.plugin],
});

afterAll(() => apollo.stop());

const traceOf = (id: string): string => `00-${id.repeat(32)}-b7ad6b7169203331-01`;

async function ask(query: string, id: string) {
  const contextValue = { traceparent: traceOf(id), ending: {} as Ending };
  const { body } = await apollo.executeOperation({ query }, { contextValue });
  const [error] = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  return { error, outcome: contextValue.ending.outcome };
}

it('errors of requests that are answered at once each bear the id of their own, as the log does', async () => {
  const asked = await Promise.all(['a', 'b', 'c'].map((id) => ask(`{ shop(id: "${id}") }`, id)));
  expect(asked.map(({ error }) => error?.extensions?.['requestId'])).toEqual(['a', 'b', 'c'].map((id) => id.repeat(32)));
  const logged = lines.map((line) => JSON.parse(line) as { requestId: string; err: { message: string } });
  expect(logged.map(({ requestId, err }) => [requestId, err.message]).sort()).toEqual(
    ['a', 'b', 'c'].map((id) => [id.repeat(32), `a bug of ${id}`]),
  );
});

it('a request knows how it ended', async () => {
  expect((await ask('{ shop(id: "a") }', 'a')).outcome).toBe('INTERNAL_SERVER_ERROR');
  expect((await ask('{ colour }', 'a')).outcome).toBe('BAD_USER_INPUT');
  expect((await ask('{ other }', 'a')).outcome).toBeUndefined();
});
