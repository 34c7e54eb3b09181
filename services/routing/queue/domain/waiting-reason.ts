import type { WaitCause } from '../../decision/domain/route';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import { isAwaiting, isTried, mayTake, membersOf } from './pools';

/** Why those in a pool wait (RTE-29): whether anybody who belongs to it is ONLINE. `online`: the accounts that receive buyers and are so. */
export function waitingReason(pool: string, rules: RoutingRules, online: readonly string[]): WaitCause {
  if (isAwaiting(pool)) return 'AWAITS_AGENT';
  const members = membersOf(pool, rules);
  if (online.some((id) => mayTake(members, id))) return 'ALL_AT_CAPACITY';
  const wasThere = online.some((id) => isTried(members, id) && (members.groups === null || members.groups.has(id)));
  return wasThere ? 'NOBODY_LEFT' : 'NO_AGENT_ONLINE';
}
