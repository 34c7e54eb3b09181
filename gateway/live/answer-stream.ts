import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';
import type { GraphQLSchema } from 'graphql';
import { authorize, ownShop } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import { AppError, isErrorCode, sessionNotFound } from '#libs/platform/errors';
import { HttpRefusal } from '#libs/platform/http/http-refusal';
import { readJson } from '#libs/platform/http/read-json';
import { isRecord, withDocument } from '../documents/with-document';
import type { TrustedDocuments } from '../documents/trusted-documents';
import { limits } from '../limits';
import { requireJson } from '../require-json';
import type { Live } from './live';
import { parametersOf, readStreamRequest, readSubscription, refuseLarge } from './read-subscription';
import { readWatch } from './read-watch';
import type { WatchDeps } from './shared-watch';
import type { Watch } from './watch';

export interface StreamRoute {
  readonly live: Live;
  readonly schema: () => GraphQLSchema;
  readonly introspection: boolean;
  readonly execute: WatchDeps['execute'];
  readonly documents: TrustedDocuments;
}

/** Who asks: found once before anything is read, and again as long as the stream lasts. */
export interface StreamCaller {
  readonly who: () => Promise<Caller>;
  /** Under which name limits per account count. */
  readonly name: string;
  /** Under which limits per address count. */
  readonly address: string;
}

/** Answers `/graphql/stream`. Whatever is wrong before the stream is an ordinary refusal. */
export async function answerStream(
  { live, schema, introspection, execute, documents }: StreamRoute,
  { who, name, address }: StreamCaller,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const asked = readStreamRequest(isRecord(body) ? withDocument(body, documents) : body);
  const { shop } = await who();
  if (shop === null) throw noShop;
  const subscription = readSubscription(schema(), asked, { introspection, cost: documents.costLimit(asked.query) });
  const watch = readWatch({ schema: schema(), shopId: shop, ...subscription });
  if (watch.query) refuseLarge(schema(), watch.query.text);
  const allowed = async (): Promise<Caller> => {
    const caller = await who();
    authorize(`Subscription.${watch.root}`, caller);
    ownShop(caller, watch.shopId);
    return caller;
  };
  const caller = await allowed();
  if (watch.sessionId !== undefined) await findSession(execute, watch, caller);
  const opening = {
    watch,
    who: allowed,
    caller,
    name,
    address,
    endsAt: tokenEndOf(request.headers.authorization),
    heartbeat: asked.heartbeat,
    lastEventId: headerOf(request, 'last-event-id'),
  };
  await live.open(opening, response);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const accepted = headerOf(request, 'accept') ?? '*/*';
  if (!/text\/event-stream|\*\/\*|text\/\*/.test(accepted)) throw notAcceptable;
  if (request.method === 'GET') return parametersOf(request.url ?? '');
  requireJson(request);
  return readJson(request, { bytes: limits.bodyBytes, ms: limits.bodyMs });
}

/** A session that the caller does not see is not watched either, whatever is selected of it. */
async function findSession(execute: WatchDeps['execute'], { sessionId }: Watch, caller: Caller): Promise<void> {
  const { data, errors } = await execute(
    { text: 'query Find($id: ID!) { session(id: $id) { id } }', variables: { id: sessionId } },
    caller,
    {},
  );
  if (data?.['session']) return;
  const { message, extensions } = errors?.[0] ?? {};
  const code = extensions?.['code'];
  if (message === undefined || !isErrorCode(code) || code === 'SESSION_NOT_FOUND') throw sessionNotFound();
  throw new AppError(code, message);
}

/** When a token ends, as it says itself; it has been verified. Whatever is no such token is asked for anew, as long as the stream lasts. */
function tokenEndOf(authorization: string | undefined): number | undefined {
  try {
    const { exp } = decodeJwt(authorization?.split(' ')[1] ?? '');
    return exp === undefined ? undefined : exp * 1_000;
  } catch {
    return undefined;
  }
}

const headerOf = ({ headers }: IncomingMessage, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

const notAcceptable = new HttpRefusal(
  406,
  new AppError('BAD_USER_INPUT', 'A stream is answered as Server-Sent Events.', { field: 'accept', expected: 'text/event-stream' }),
);

const noShop = new AppError('FORBIDDEN', 'Only those who belong to a shop can watch one.', { expected: 'a token of a shop' });
