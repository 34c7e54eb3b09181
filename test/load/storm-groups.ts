import type { OrderStatus } from '#services/routing/queue/domain/waiting-entry';
import { mayTake, membersOf } from '#services/routing/queue/domain/pools';
import type { Needs } from '#services/routing/rules/domain/skills';
import { noRules, type AgentGroup, type RoutingRules } from '#services/routing/rules/domain/routing-rules';
import type { Random } from './storm-plan';

/** What a buyer's order and crowds say, as an opening tells it. */
export interface StormFacts {
  readonly orderStatus?: OrderStatus;
  readonly crowds?: readonly { readonly crowdId: string; readonly kind: 'CUSTOM'; readonly joinedAt: string }[];
  readonly purchases?: { readonly recent: readonly string[]; readonly firstPaidAt: string };
  readonly needs?: Needs;
  /** Absent: the storm's own. */
  readonly channel?: string;
}

/** The crowd whose members come first, and the one that has agents of its own. */
export const [firstCrowd, ownCrowd] = ['storm-first', 'storm-own'] as const;

/** Three groups of a shop's agents: two statuses that share an agent, and a crowd; buyers of other statuses are everybody's. */
export function groupsOf(agents: readonly string[]): AgentGroup[] {
  const [a = '', b = '', c = '', d = ''] = agents;
  return [
    { id: '1', name: 'unpaid', members: [a, b], statuses: ['UNPAID'], crowds: [] },
    { id: '2', name: 'paid', members: [b, c], statuses: ['PAID_UNSHIPPED', 'SHIPPED'], crowds: [] },
    { id: '3', name: 'crowd', members: [d], statuses: [], crowds: [ownCrowd] },
  ];
}

/** Whose pools are whose; what is lent while nobody of a group is there is not asked for. */
export function servesIn(groups: readonly AgentGroup[]): (agentId: string, pool: string | null) => boolean {
  const rules: RoutingRules = { ...noRules, groups };
  return (agentId, pool) => pool !== null && mayTake(membersOf(pool, rules), agentId);
}

const dayMs = 24 * 3_600_000;
const statuses: readonly OrderStatus[] = ['UNPAID', 'PAID_UNSHIPPED', 'SHIPPED', 'COMPLETED', 'NO_ACTIVE_ORDER'];

/** A buyer of some status; one in ten of the crowd that comes first, one in ten of the one with agents of its own, one in five a new customer. */
export function factsBy(random: Random, now: Date): StormFacts {
  const ago = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString();
  const draw = random();
  const crowdId = draw < 0.1 ? firstCrowd : draw < 0.2 ? ownCrowd : null;
  return {
    orderStatus: statuses[Math.floor(random() * statuses.length)]!,
    ...(crowdId !== null && { crowds: [{ crowdId, kind: 'CUSTOM', joinedAt: ago(40) }] }),
    ...(random() < 0.2 && { purchases: { recent: [ago(2)], firstPaidAt: ago(20) } }),
  };
}
