import type { Caller } from '#libs/platform/access/caller';
import type { Deps } from '#libs/service/run-service';

/** What every use case is given besides its input. */
export interface Call {
  readonly deps: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'>;
  readonly caller: Caller;
  readonly traceparent: string | null;
}
