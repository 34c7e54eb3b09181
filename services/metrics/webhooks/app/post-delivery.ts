import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import type { Answer } from '../domain/delivery';
import { isPublicAddress } from '../domain/public-address';
import { readWebhookUrl } from '../domain/webhook-url';

export interface PostDelivery {
  (url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer>;
}

const connectMs = 5_000;
const answerMs = 10_000;
const wholeMs = 15_000;
/** Of an answer no more is read; nobody looks at it. */
const mostAnswerBytes = 16_384;
const longestError = 200;

const notPublic = 'The address of the webhook is not public.';

class NotPublic extends Error {
  constructor() {
    super(notPublic);
  }
}

/** Asks for all addresses of a name. */
export type AskAddresses = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

const askSystem: AskAddresses = (hostname, done) => {
  lookUp(hostname, { all: true }, done);
};

/** Resolves a name for the connection itself: what is checked is what is connected to, whatever the name leads to a moment later. */
const publicLookup =
  (ask: AskAddresses): LookupFunction =>
  (hostname, options, done) => {
    ask(hostname, (error, addresses) => {
      if (error) return done(error, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return done(new NotPublic(), '');
      return options.all ? done(null, [...addresses]) : done(null, first.address, first.family);
    });
  };

/** How deliveries are sent. Redirects are not followed. With `allowPrivate` they may go to any address, and in the clear. */
export function createPost(allowPrivate: boolean, ask: AskAddresses = askSystem): PostDelivery {
  const dispatcher = new Agent({
    connect: { timeout: connectMs, ...(!allowPrivate && { lookup: publicLookup(ask) }) },
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
    maxHeaderSize: 16_384,
    keepAliveTimeout: 1_000,
  });
  return async (url, headers, body) => {
    if (readWebhookUrl(url, allowPrivate) === null) return { status: null, error: notPublic };
    try {
      const answer = await request(url, {
        ...{ dispatcher, method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'Jiedai-Webhooks/1' } },
        ...{ body, signal: AbortSignal.timeout(wholeMs) },
      });
      await answer.body.dump({ limit: mostAnswerBytes }).catch(() => undefined);
      return { status: answer.statusCode, error: null };
    } catch (error) {
      return { status: null, error: reasonOf(error) };
    }
  };
}

/** Why there was no answer, without any address of ours. */
function reasonOf(error: unknown): string {
  if (error instanceof NotPublic) return notPublic;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return 'No answer in time.';
  const told = typeof code === 'string' ? code : error instanceof Error && isIP(error.message) === 0 ? error.message : 'unknown';
  return `No answer: ${told}`.slice(0, longestError);
}
