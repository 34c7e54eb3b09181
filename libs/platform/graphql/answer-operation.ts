import type { ApolloServer, GraphQLRequest } from '@apollo/server';
import type { Caller } from '../access/caller';
import { beforeAnswer } from './answer-extensions';
import { readCalledFrom } from './called-from';
import type { Ending } from './errors-of-requests';
import type { Log } from '../process/log';
import type { BatchedAnswer, BatchedOperation } from './operation-batch';
import type { PassportReader } from '../access/passport';
import type { RequestContext } from './request-context';
import type { ShopPositions } from './shop-positions';
import { measureRequest } from '../telemetry/measure-request';
import { beginSpan } from '../telemetry/tracing';
import { requestIdOf } from '../trace-context';

/** An operation's answer, alone or in a batch. */
export type Answered = Omit<BatchedAnswer, 'index'>;

/** Runs one operation of one caller. It never rejects: whatever goes wrong is an answer. */
export type Answer = (asked: { caller: Caller; traceparent: string | string[] | undefined; operation: unknown }) => Promise<Answered>;

export const createAnswer =
  <X>(
    apollo: ApolloServer<RequestContext<X>>,
    { isOpen, extra, positions, log }: { isOpen: () => boolean; extra: (caller: Caller) => X; positions: ShopPositions; log: Log },
  ): Answer =>
  async ({ caller, traceparent, operation }) => {
    if (!isOpen()) return notYetOpen;
    if (!isOperation(operation)) return noOperation;
    const trace = typeof traceparent === 'string' ? traceparent : null;
    const requestId = requestIdOf(trace);
    const begunAt = performance.now();
    const span = beginSpan('answer', { kind: 'SERVER', parent: trace });
    const ending: Ending = {};
    let made: string | undefined;
    try {
      const contextValue: RequestContext<X> = {
        caller,
        traceparent: span?.traceparent ?? trace,
        calledFrom: readCalledFrom((operation as { readonly calledFrom?: unknown }).calledFrom),
        ending,
        made: (shopId) => (made = shopId),
        extra: extra(caller),
        waitMs: waitOf(operation),
      };
      const extensionsNow = await beforeAnswer(caller, operation, { positions, log, requestId });
      const { http, body } = await apollo.executeOperation(operation, { contextValue });
      const extensions = extensionsNow(made);
      const result = body.kind === 'single' ? body.singleResult : {};
      return { status: http.status ?? 200, body: extensions ? { ...result, extensions } : result };
    } catch (err) {
      log.error({ err, requestId }, 'an operation failed outside GraphQL');
      ending.outcome = 'INTERNAL_SERVER_ERROR';
      return failed;
    } finally {
      measureRequest(ending.outcome, begunAt);
      span?.end(ending.outcome);
    }
  };

/** One operation of a batch: it brings its own caller. */
export async function answerOneOfBatch(one: unknown, passports: PassportReader, answer: Answer): Promise<Answered> {
  const operation = (one ?? {}) as Partial<BatchedOperation>;
  const caller = await callerOf(passports, operation.passport);
  return caller ? answer({ caller, traceparent: operation.traceparent, operation }) : noPassport;
}

/** Whom a passport names; nobody, when it is missing or not valid. */
export const callerOf = (passports: PassportReader, passport: unknown): Promise<Caller | undefined> =>
  passports.read(typeof passport === 'string' ? passport : undefined).catch(() => undefined);

const longestWaitMs = 2_000;

/** What the gateway asks to wait for, never longer than a query may. */
function waitOf(operation: object): number | undefined {
  const { waitMs } = operation as { readonly waitMs?: unknown };
  return typeof waitMs === 'number' && waitMs >= 0 ? Math.min(waitMs, longestWaitMs) : undefined;
}

const isOperation = (operation: unknown): operation is GraphQLRequest =>
  typeof operation === 'object' && operation !== null && typeof (operation as GraphQLRequest).query === 'string';

const refusal = (status: number, message: string, extensions: object): Answered => ({
  status,
  body: { errors: [{ message, extensions }] },
});

export const noPassport = refusal(401, 'A passport is needed.', { code: 'UNAUTHENTICATED' });

const failed = refusal(500, 'Something went wrong.', { code: 'INTERNAL_SERVER_ERROR' });

const noOperation = refusal(400, 'The body is no GraphQL request.', {
  code: 'BAD_USER_INPUT',
  field: 'body',
  expected: 'JSON like {"query": "…", "variables": {…}}',
});

const notYetOpen = refusal(200, 'This service is starting or waits for its database; try again.', {
  code: 'SERVICE_UNAVAILABLE',
  retryable: true,
});
