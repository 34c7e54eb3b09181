import { GraphQLError } from 'graphql';
import pino from 'pino';
import { AppError } from '../errors';
import type { FailedRequest } from './errors-of-requests';
import { formatError } from './format-error';

const request: FailedRequest = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

const format = (error: Error, code?: string) =>
  formatError(pino({ level: 'silent' }), () => request)(
    { message: error.message, path: ['shop'], extensions: { code, stacktrace: ['secret'] } },
    error,
  );
const thrown = (original: Error): GraphQLError => new GraphQLError(original.message, { path: ['shop'], originalError: original });

describe('what a subgraph tells of an error', () => {
  it('an error of ours: its code, field, what would be right, and whether to try again', () => {
    const error = new AppError('CAPACITY_RANGE', 'Too much.', { field: 'maxCapacity', expected: '1 to 500', cause: new Error('secret') });
    expect(format(thrown(error), 'INTERNAL_SERVER_ERROR')).toEqual({
      message: 'Too much.',
      path: ['shop'],
      extensions: { code: 'CAPACITY_RANGE', field: 'maxCapacity', expected: '1 to 500', retryable: false },
    });
  });

  it.each(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE'])(
    '%s is BAD_USER_INPUT: the list of codes is closed',
    (code) => {
      expect(format(new GraphQLError('Unknown field.'), code)).toMatchObject({
        message: 'Unknown field.',
        extensions: { code: 'BAD_USER_INPUT', retryable: false },
      });
    },
  );

  it('anything else is masked under the id of its request', () => {
    const told = format(thrown(new TypeError('password=hunter2')), 'INTERNAL_SERVER_ERROR');
    expect(told).toMatchObject({ message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false } });
    expect(JSON.stringify(told)).not.toMatch(/hunter2|secret/);
    expect(told.extensions?.['requestId']).toBe('0af7651916cd43dd8448eb211c80319c');
  });
});
