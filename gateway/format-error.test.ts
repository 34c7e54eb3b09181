import { buildSchema, GraphQLError } from 'graphql';
import { AppError } from '#libs/platform/errors';
import { createLog } from '#libs/platform/process/log';
import { formatError } from './format-error';

const requestId = '0af7651916cd43dd8448eb211c80319c';
const planted = 'postgres://jiedai_shop_app:hunter2@10.0.0.7:5432/jiedai_shop';

/** The formatter with a log one can read afterwards. */
function formatter() {
  const lines: string[] = [];
  const log = createLog({ service: 'gateway', level: 'info', write: (line) => lines.push(line) });
  const format = formatError(
    log,
    () => buildSchema('type Query { shop: ID }'),
    () => ({ traceparent: `00-${requestId}-b7ad6b7169203331-01` }),
  );
  return { lines, format: (error: GraphQLError) => format(error.toJSON(), error) };
}

describe('errors for clients are built afresh', () => {
  it.each([
    ['a bug at the gateway', new GraphQLError(`connect to ${planted} failed`, { originalError: new Error(planted) })],
    [
      'an unknown code of a subgraph',
      new GraphQLError(planted, { extensions: { code: 'ER_DB', serviceName: 'shop', response: { url: planted } } }),
    ],
    [
      'an internal error of a subgraph',
      new GraphQLError(planted, { extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: [planted] } }),
    ],
  ])('%s never reaches a client, but the log', (_what, error) => {
    const { lines, format } = formatter();
    const answer = format(error);
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|10\.0\.0\.7|shop_app/);
    expect(answer).toMatchObject({ message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false } });
    expect(lines.join()).toContain('10.0.0.7');
    expect(lines.join()).not.toContain('hunter2');
    expect(JSON.parse(lines[0]!)).toMatchObject({ requestId });
    expect(answer.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId });
  });

  it('passes a refusal of a subgraph with its field below `input` and what would be right, and nothing else of its answer', () => {
    const { format } = formatter();
    const extensions = {
      code: 'SHOP_NOT_FOUND',
      field: 'input.shopId',
      expected: 'an id',
      retryable: true,
      serviceName: 'shop',
      url: planted,
    };
    expect(format(new GraphQLError('No such shop.', { path: ['shop'], extensions }))).toEqual({
      message: 'No such shop.',
      path: ['shop'],
      extensions: { code: 'SHOP_NOT_FOUND', field: 'shopId', expected: 'an id', retryable: true, requestId },
    });
  });

  it('PRM-1 passes which permission is missing and who can grant it', () => {
    const extensions = { code: 'FORBIDDEN', permission: 'schedule:write', grantedBy: ['OWNER', 'ADMIN'] };
    expect(formatter().format(new GraphQLError('No.', { extensions })).extensions).toEqual({ ...extensions, retryable: false, requestId });
  });

  it('an error of our own family keeps its code and hides its cause', () => {
    const { format } = formatter();
    const original = new AppError('SERVICE_UNAVAILABLE', 'The shop service is not available.', { cause: new Error(planted) });
    const answer = format(new GraphQLError(original.message, { originalError: original, path: ['shop'] }));
    expect(answer).toMatchObject({
      message: 'The shop service is not available.',
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
    });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it.each([
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_REQUEST',
    'OPERATION_RESOLUTION_FAILURE',
    'PERSISTED_QUERY_NOT_FOUND',
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ])('knows no %s, which is not of the closed list', (code) => {
    const { format } = formatter();
    const answer = format(new GraphQLError('Cannot query field "colour" on type "Shop".', { extensions: { code } }));
    expect(answer).toEqual({
      message: 'Cannot query field "colour" on type "Shop".',
      extensions: { code: 'BAD_USER_INPUT', field: 'colour', expected: 'a field of Shop', retryable: false, requestId },
    });
  });

  it('keeps what one of our own rules says', () => {
    const { format } = formatter();
    const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', field: 'query', expected: 'one mutation per request' };
    expect(format(new GraphQLError('A request may hold one mutation.', { extensions }))).toEqual({
      message: 'A request may hold one mutation.',
      extensions: { code: 'BAD_USER_INPUT', field: 'query', expected: 'one mutation per request', retryable: false, requestId },
    });
  });
});
