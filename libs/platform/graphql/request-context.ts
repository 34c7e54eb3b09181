import type { Caller } from '../access/caller';

/** What every resolver receives. `extra` holds a service's own per-request things, such as dataloaders. */
export interface RequestContext<X = unknown> {
  readonly caller: Caller;
  readonly traceparent: string | null;
  readonly extra: X;
}
