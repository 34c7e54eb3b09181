import type { Caller } from '../access/caller';
import type { CalledFrom } from './called-from';
import type { Ending } from './errors-of-requests';

/** What every resolver receives. `extra` holds a service's own per-request things, such as dataloaders. */
export interface RequestContext<X = unknown> {
  readonly caller: Caller;
  readonly traceparent: string | null;
  /** Of a mutation: where its client called from. */
  readonly calledFrom?: CalledFrom | undefined;
  /** Takes the shop that a mutation of a caller without one has made: where the answer's positions are. */
  readonly made?: (shopId: string) => void;
  /** How the request ends; without it nobody wants to know. */
  readonly ending?: Ending;
  readonly extra: X;
  /** How long the client's own query waits for routing's outcome; a mutation that answers with a session waits as long, so that both agree. */
  readonly waitMs?: number | undefined;
}
