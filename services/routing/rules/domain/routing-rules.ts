import type { ShopPolicy } from '#libs/contracts/index';
import type { SkillRing } from './skills';
import type { OrderStatus, WaitFallback } from '../../queue/domain/waiting-entry';

/** How many slots of an agent sessions of one channel may take at most. */
export interface ChannelLimit {
  /** Whose; null: of everybody who has none of its own for that channel. */
  readonly agentId: string | null;
  readonly channel: string;
  readonly most: number;
}

/** A session of a buyer of that status takes so many slots of its agent. */
export interface WorkUnit {
  readonly status: OrderStatus;
  readonly slots: number;
}

/** Agents who take buyers together (RTE-7). With `crowds` it serves the members of these only, whatever its statuses (RTE-55, RES-44). */
export interface AgentGroup {
  readonly id: string;
  readonly name: string;
  /** Accounts; one that no longer serves is passed over. */
  readonly members: readonly string[];
  readonly statuses: readonly OrderStatus[];
  readonly crowds: readonly string[];
  /** To which group its buyers go on as well, once they have waited for so long since it might take them; absent or null: to none. */
  readonly overflow?: Overflow | null;
}

export interface Overflow {
  readonly toGroupId: string;
  readonly afterSeconds: number;
}

/** At most so many new sessions for one agent in so many seconds, counted from when the shop set it. */
export interface AssignmentRate {
  readonly sessions: number;
  readonly seconds: number;
}

/** What managers set up of routing beyond the policy. It names accounts and crowds, so it belongs to routing. */
export interface RoutingRules {
  /** Rises by one with each save; 0: nothing was ever saved. */
  readonly version: number;
  /** Accounts that receive buyers while all agents are OFFLINE (RTE-30). */
  readonly offlineAgents: readonly string[];
  /** The account that stands in where `unavailableHandling` is PROXY (RTE-34). */
  readonly proxyAgentId: string | null;
  /** Crowds whose members come first (RTE-40, RTE-44); null: never chosen. */
  readonly priorityCrowds: readonly string[] | null;
  /** How many may queue in a pool; null: any number. */
  readonly queueLimit: number | null;
  /** For how long a buyer may queue; null: for ever. */
  readonly longestWaitMinutes: number | null;
  /** Where buyers go beyond these limits; null: never chosen, the message pool. */
  readonly waitFallback: WaitFallback | null;
  /** How many new sessions an agent gets at most in so many seconds; null: any number. */
  readonly assignmentRate: AssignmentRate | null;
  /** How many slots of an agent one channel may take; null: never set. */
  readonly channelLimits: readonly ChannelLimit[] | null;
  /** For how many seconds an agent may think about an offer; null: what routing assigns is not offered first. */
  readonly offerTimeoutSeconds: number | null;
  /** Within how many minutes of reception hours an agent has to write to a buyer it was given; null: whenever. */
  readonly silentAfterMinutes: number | null;
  /** For how many minutes a returning buyer waits for the agent it knows, where the roster makes an answer possible; null: it does not. */
  readonly returningWaitMinutes: number | null;
  /** How many minutes before a shift ends its agent's talks are handed over; null: they are not. */
  readonly handOverMinutes: number | null;
  /** After how many offers missed in a row an agent is set to REST; null: never. */
  readonly restAfterMissed: number | null;
  /** How many slots sessions take by the buyer's order status; null: never set, one. */
  readonly workUnits: readonly WorkUnit[] | null;
  /** What is asked less of agents the longer a buyer waits; null: sessions ask nothing of them. */
  readonly skillRings: readonly SkillRing[] | null;
  /** In the order they were made. */
  readonly groups: readonly AgentGroup[];
}

export const noRules: RoutingRules = {
  version: 0,
  offlineAgents: [],
  proxyAgentId: null,
  priorityCrowds: null,
  queueLimit: null,
  longestWaitMinutes: null,
  waitFallback: null,
  assignmentRate: null,
  channelLimits: null,
  offerTimeoutSeconds: null,
  restAfterMissed: null,
  workUnits: null,
  skillRings: null,
  silentAfterMinutes: null,
  returningWaitMinutes: null,
  handOverMinutes: null,
  groups: [],
};

/** Whether anything of what a shop has set up happens because time has passed while somebody waits. */
export const isTimed = (rules: RoutingRules): boolean =>
  [rules.longestWaitMinutes, rules.assignmentRate, rules.returningWaitMinutes, rules.handOverMinutes].some((one) => one !== null) ||
  isWidened(rules);

/** Whether more agents may take buyers the longer these wait. */
export const isWidened = ({ groups, skillRings }: RoutingRules): boolean =>
  (skillRings?.length ?? 0) > 0 || groups.some(({ overflow }) => overflow);

/** Whether decisions ask who is on shift. */
export const usesRosters = ({ returningWaitMinutes, handOverMinutes }: RoutingRules): boolean =>
  returningWaitMinutes !== null || handOverMinutes !== null;

/** Group routing without groups is basic routing (RTE-2, RTE-18). */
export const isGrouped = ({ routingMode }: Pick<ShopPolicy, 'routingMode'>, { groups }: RoutingRules): boolean =>
  routingMode === 'GROUP' && groups.length > 0;
