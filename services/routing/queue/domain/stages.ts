import type { RoutingRules } from '../../rules/domain/routing-rules';
import { overflowOf } from './overflow';
import { oldestOf } from './queue-limits';
import type { Pool } from './pools';
import type { WaitingEntry } from './waiting-entry';
import { headOf } from './waiting-list';

/* A stage is how many of the steps by which a pool's sessions get more agents have come: 0 for who arrives. */

/** After how long a wait each step comes, in order. */
const stepsOf = (pool: string, { groups }: RoutingRules): readonly number[] => overflowOf(pool, groups).map(({ afterMs }) => afterMs);

/** At which stage one is who has waited for so long. */
export const stageOf = (pool: string, rules: RoutingRules, waitedMs: number): number =>
  stepsOf(pool, rules).filter((afterMs) => afterMs <= waitedMs).length;

/** Those of a pool in memory who may be at a later stage than the first in line, as they wait longer in the other band, or as a message. */
export const furthestOf = ({ key, queue, left }: Pool, rules: RoutingRules): readonly WaitingEntry[] => {
  if (stepsOf(key, rules).length === 0) return [];
  const message = headOf(left);
  return [...oldestOf(queue), ...(message ? [message] : [])];
};

/** When the next step comes for one who waits in a pool since then; null: there is none left. */
export function nextStepAt(pool: string, rules: RoutingRules, since: Date, now: Date): number | null {
  const next = stepsOf(pool, rules).find((afterMs) => since.getTime() + afterMs > now.getTime());
  return next === undefined ? null : since.getTime() + next;
}
