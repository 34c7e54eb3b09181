import type { ApolloServerPlugin } from '@apollo/server';
import { requestIdOf } from '../trace-context';

/** How a request ends, as far as it is known. Apollo hands on copies of a context; all of them have this one object. */
export interface Ending {
  /** The code of the first error that the client was told. */
  outcome?: string;
  /** The request was one of GraphQL over HTTP, whatever is wrong with its query. */
  hasQuery?: true;
}

/** What an error is told and logged under. */
export interface FailedRequest {
  readonly traceparent: string | null;
  readonly ending?: Ending;
}

export interface ErrorsOfRequests {
  readonly plugin: ApolloServerPlugin<FailedRequest>;
  /** Whose error it is; undefined for a request that Apollo refused before it had a context. */
  requestOf(error: unknown): FailedRequest | undefined;
}

/** Apollo formats an error without saying of which request it is; this remembers it in between. */
export function errorsOfRequests(): ErrorsOfRequests {
  const requests = new WeakMap<object, FailedRequest>();
  const listener = {
    didEncounterErrors: ({ errors, contextValue }: { errors: readonly object[]; contextValue: FailedRequest }): Promise<void> => {
      for (const error of errors) requests.set(error, contextValue);
      return Promise.resolve();
    },
  };
  return {
    plugin: { requestDidStart: () => Promise.resolve(listener) },
    requestOf: (error) => (typeof error === 'object' && error !== null ? requests.get(error) : undefined),
  };
}

/** Notes how the request went on, and answers with the id its errors bear. */
export function tell(request: FailedRequest | undefined, code: string): string | undefined {
  if (request?.ending) request.ending.outcome ??= code;
  return requestIdOf(request?.traceparent);
}
