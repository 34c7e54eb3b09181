import type { TypedDocumentString } from '../generated/graphql';
import { missingPart, refusalOf, unreachable, type MissingPart } from './refusal';

export type { TypedDocumentString } from '../generated/graphql';

interface Registered {
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined;
}

/** The hash under which the gateway knows a document: its text is not in the page. */
export const documentId = (document: Registered): string => String(document.__meta__?.['hash']);

/** An answer, with what of it could not be read. */
export interface Answer<T> {
  readonly data: T;
  readonly missing: readonly MissingPart[];
}

let positions: unknown;

/**
 * Asks the graph. What is refused as a whole is thrown as a `Refusal`; what is missing in part comes beside the rest. A question after a change sees it, whatever
 * service answers: it says how far the change had come.
 */
export async function ask<T, V>(document: TypedDocumentString<T, V>, variables: V, signal?: AbortSignal): Promise<Answer<T>> {
  const response = await post(
    '/graphql',
    { documentId: documentId(document), variables, extensions: positions ? { atLeast: positions } : {} },
    signal,
  );
  const { extensions, ...answer } = await told<T>(response);
  positions = extensions?.positions ?? positions;
  return answer;
}

interface Told<T> extends Answer<T> {
  readonly extensions: { readonly positions?: unknown } | undefined;
}

/** What the graph answered. What is refused as a whole is thrown as a `Refusal`. */
export async function told<T>(response: Response): Promise<Told<T>> {
  const {
    data,
    errors = [],
    extensions,
  } = (await response.json().catch(() => ({}))) as {
    data?: T | null;
    errors?: Parameters<typeof refusalOf>[0][];
    extensions?: Told<T>['extensions'];
  };
  const [first] = errors;
  if (data === undefined || data === null || isEmpty(data)) throw first ? refusalOf(first) : unreachable();
  return { data, missing: errors.map(missingPart), extensions };
}

/** A mutation that was refused has null for its one field. */
const isEmpty = (data: object): boolean => Object.keys(data).length > 0 && Object.values(data).every((value) => value === null);

export async function post(path: string, body: unknown, signal?: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
}
