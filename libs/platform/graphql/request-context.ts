import type { Caller } from '../access/caller';
import type { CalledFrom } from './called-from';

/** What every resolver receives. `extra` holds a service's own per-request things, such as dataloaders. */
export interface RequestContext<X = unknown> {
  readonly caller: Caller;
  readonly traceparent: string | null;
  /** The code of the first error that the gateway is told. */
  outcome?: string;
  /** Of a mutation: where its client called from. */
  readonly calledFrom?: CalledFrom | undefined;
  readonly extra: X;
  /** How long the client's own query waits for routing's outcome; a mutation that answers with a session waits as long, so that both agree. */
  readonly waitMs?: number | undefined;
}
