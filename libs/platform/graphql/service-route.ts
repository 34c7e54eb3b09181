import type { ServerResponse } from 'node:http';
import type { Caller } from '../access/caller';
import type { CalledFrom } from './called-from';

/** What the gateway hands on of a request that is none of the graph. */
export interface RouteAsked {
  readonly caller: Caller;
  readonly traceparent: string | null;
  /** Where the client called from. */
  readonly calledFrom: CalledFrom;
  /** What the client sent, not checked yet. */
  readonly asked: unknown;
}

/** Something that a service answers beside its graph, under a path of its own. What it rejects with is answered as every error is. */
export type ServiceRoute = (asked: RouteAsked, response: ServerResponse) => Promise<void>;

export type ServiceRoutes = Readonly<Record<string, ServiceRoute>>;
