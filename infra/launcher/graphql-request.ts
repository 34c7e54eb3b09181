import { request } from 'node:http';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> & { readonly code?: string; readonly retryable?: boolean };
}

/** What a GraphQL server answered. The caller names the shape it asked for. */
export interface GraphqlAnswer<T> {
  readonly status: number;
  readonly data: T | null | undefined;
  readonly errors: readonly GraphqlError[];
}

export interface GraphqlRequest {
  readonly url: string;
  readonly token?: string | undefined;
  /** What else shows who asks. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly timeoutMs?: number;
}

/** One GraphQL request over plain HTTP. Rejects only when no answer comes; refusals are in `errors`. */
export async function graphqlRequest<T>({
  url,
  token,
  headers: own = {},
  query,
  variables = {},
  timeoutMs = 15_000,
}: GraphqlRequest): Promise<GraphqlAnswer<T>> {
  const headers = { 'content-type': 'application/json', ...own, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const { status, text } = await post(url, headers, JSON.stringify({ query, variables }), timeoutMs);
  try {
    const { data, errors = [] } = JSON.parse(text) as { data?: T | null; errors?: GraphqlError[] };
    return { status, data, errors };
  } catch {
    throw new Error(`${url} answered ${status} with something that is not JSON: ${text.slice(0, 200)}`);
  }
}

function post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, timeout: timeoutMs },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }));
        response.once('error', reject);
      },
    );
    sent.once('timeout', () => sent.destroy(new Error(`${url} did not answer within ${timeoutMs} ms`)));
    sent.once('error', reject);
    sent.end(body);
  });
}
