import { GraphQLError } from 'graphql';
import { boundErrors, sayDone } from './answer-errors';

const errorAt = (path: (string | number)[], extensions: object = { code: 'SERVICE_UNAVAILABLE', retryable: true }): GraphQLError =>
  new GraphQLError('The routing service is not available at the moment; try again.', { path, extensions: { ...extensions } });

describe('the errors of an answer', () => {
  it('are as many as anybody reads', () => {
    const errors = Array.from({ length: 25 }, (_, at) => errorAt(['shop', at]));
    const bounded = boundErrors({ data: {}, errors });
    expect(bounded.errors).toEqual(errors.slice(0, 20));
    expect(bounded.extensions).toEqual({ errorsLeftOut: 5 });
    const few = { data: {}, errors: errors.slice(0, 20) };
    expect(boundErrors(few)).toBe(few);
  });

  it('ask nobody to repeat a mutation that was done', () => {
    const errors = [errorAt(['sendBuyerMessage', 'session', 'routing'])];
    const [error] = sayDone({ data: { sendBuyerMessage: { session: { routing: null } } }, errors }).errors ?? [];
    expect(error?.message).toContain('The command was done');
    expect(error?.path).toEqual(['sendBuyerMessage', 'session', 'routing']);
    expect(error?.extensions).toMatchObject({ code: 'ANSWER_INCOMPLETE', retryable: false });
  });

  it('ask to repeat one that was not done, and leave refusals as they are', () => {
    const errors = [
      errorAt(['sendBuyerMessage']),
      errorAt(['sendBuyerMessage', 'session', 'messages'], { code: 'FORBIDDEN', retryable: false }),
    ];
    expect(sayDone({ data: null, errors }).errors).toEqual(errors);
    expect(sayDone({ data: {} })).toEqual({ data: {} });
  });
});
