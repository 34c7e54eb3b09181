import type { Settings } from '../../copies/domain/settings';
import type { BusinessDay } from '../../reception/domain/business-day';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import type { WaitingEntry } from './waiting-entry';

/** Who queues in another pool than they belong to by what the shop has set up now: by pool and session, in the order of the queue. */
export interface Strays {
  /** What they were found by. */
  readonly by: { readonly rules: RoutingRules; readonly settings: Settings; readonly day: BusinessDay | null };
  readonly inPool: ReadonlyMap<string, Map<string, WaitingEntry>>;
}

/** The first of a pool who belongs elsewhere, as far as was found. */
export const firstStray = (strays: Strays | null, pool: string): WaitingEntry | undefined =>
  strays?.inPool.get(pool)?.values().next().value;

/** One has left its list. */
export const forgetStray = (strays: Strays | null, { pool, sessionId }: WaitingEntry): void =>
  void strays?.inPool.get(pool)?.delete(sessionId);
