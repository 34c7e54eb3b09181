import type { AgentGroup } from '../../rules/domain/routing-rules';
import { overflowOf } from './overflow';
import { groupsOfPool } from './pools';

/**
 * The group whose a session is. With an agent it is the first of the pool's groups, then of those that take over from them, of which the agent is a member:
 * who helps out from no group serves it for none. While it waits it is the pool's group, where the pool has one alone.
 */
export function groupOf(pool: string, agentId: string | null, groups: readonly AgentGroup[]): string | null {
  const own = groupsOfPool(pool, groups);
  if (agentId === null) return own.length === 1 ? own[0]!.id : null;
  const reached = overflowOf(pool, groups).flatMap(({ groupId }) => groups.filter(({ id }) => id === groupId));
  return [...own, ...reached].find(({ members }) => members.includes(agentId))?.id ?? null;
}
