import type { RoutingRules } from '../../rules/domain/routing-rules';
import { oldestOf } from './queue-limits';
import type { Pool } from './pools';
import { hasSteps } from './reach';
import type { WaitingEntry } from './waiting-entry';
import { headOf } from './waiting-list';

/** Those of a pool in memory who may be at a later stage than the first in line, as they wait longer in the other band, or as a message. */
export const furthestOf = ({ key, queue, left }: Pool, rules: RoutingRules): readonly WaitingEntry[] => {
  if (!hasSteps(key, rules)) return [];
  const message = headOf(left);
  return [...oldestOf(queue), ...(message ? [message] : [])];
};
