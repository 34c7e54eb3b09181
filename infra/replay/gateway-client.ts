import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

export interface GatewayClient {
  /**
   * Runs a document whose one root field is named `result`, and answers with it. What may succeed later is tried again, with the same
   * variables and so the same `commandId`; a refusal rejects with a `GatewayRefusal`.
   */
  call<T>(token: string, document: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
  close(): Promise<void>;
}

/** The gateway said no, with one of the closed list of codes. */
export class GatewayRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
    this.name = 'GatewayRefusal';
  }
}

export interface ClientSettings {
  /** Keep-alive connections at most; more calls at once wait for one. */
  readonly connections: number;
  /** How long a call that may succeed later is tried again; 0 = never. */
  readonly patienceMs: number;
}

const firstPauseMs = 50;
const longestPauseMs = 1_000;

/** A client of the gateway as real ones are: plain HTTP over connections that are kept open. `gateway` is its root, without a path. */
export function createGatewayClient(gateway: string, { connections, patienceMs }: ClientSettings): GatewayClient {
  const pool = new Pool(gateway, { connections, pipelining: 1, headersTimeout: 15_000, bodyTimeout: 15_000 });
  return {
    call: (token, document, variables = {}) => {
      const body = JSON.stringify({ query: document, variables });
      return persistently(() => post(pool, token, body), patienceMs);
    },
    close: () => pool.close(),
  };
}

interface Answer {
  readonly data?: { readonly result?: unknown } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string; readonly retryable?: boolean } }[];
}

/** The result, or why there is none; `again` = the same call may succeed later. */
type Outcome =
  { readonly kind: 'result'; readonly result: unknown } | { readonly kind: 'failed'; readonly again: boolean; readonly error: Error };

async function persistently<T>(attempt: () => Promise<Outcome>, patienceMs: number): Promise<T> {
  const until = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const outcome = await attempt();
    if (outcome.kind === 'result') return outcome.result as T;
    if (!outcome.again || performance.now() >= until) throw outcome.error;
    await sleep(pauseMs);
  }
}

async function post(pool: Pool, token: string, body: string): Promise<Outcome> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  try {
    const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
    return outcomeOf((await response.body.json()) as Answer);
  } catch (error) {
    return { kind: 'failed', again: true, error: new Error(`the gateway does not answer (${(error as Error).message})`) };
  }
}

/** A result with errors below it is a result: a subgraph that is down empties its own part only. */
function outcomeOf({ data, errors }: Answer): Outcome {
  if (data?.result !== null && data?.result !== undefined) return { kind: 'result', result: data.result };
  const first = errors?.[0];
  if (first === undefined)
    return { kind: 'failed', again: false, error: new GatewayRefusal('EMPTY', 'the answer has neither data nor errors') };
  const { code = 'UNKNOWN', retryable = false } = first.extensions ?? {};
  return { kind: 'failed', again: retryable, error: new GatewayRefusal(code, first.message) };
}
