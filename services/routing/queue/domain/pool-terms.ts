import type { Verdict } from '../../decision/domain/verdict';
import type { Agent } from '../../presence/domain/agent';
import { channelLimits } from '../../rules/domain/channel-limits';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import { slotsAsked } from '../../rules/domain/work-units';
import { readPool, type PoolParts } from './pool-key';
import type { SessionFacts } from './waiting-entry';

/** What sessions of a pool ask of an agent. */
export interface PoolTerms {
  /** How many of its slots one takes. */
  readonly slotsOf: (agent: Agent) => number;
  /** Why it gets no ordinary assignment from this pool though from others; null: nothing of the pool bars it. */
  readonly bars: (agent: Agent) => Verdict | null;
}

type Asked = Pick<PoolParts, 'channel' | 'slots' | 'needs'>;

/** What sessions of a pool ask of an agent beyond one free slot; null: nothing. */
export function termsOf(pool: string, rules: RoutingRules): PoolTerms | null {
  const { channel, slots } = readPool(pool);
  return channel === null && slots === 1 ? null : terms({ channel, slots }, rules);
}

/** How many slots of an agent a session takes. Who has fewer gives all: whatever a shop sets, somebody may take it. */
export const slotsTaken = (agent: Agent, facts: SessionFacts | null, rules: RoutingRules): number =>
  facts === null ? 1 : terms(askedOf(facts, rules), rules).slotsOf(agent);

/** What tells a session apart from others of its pool. */
export const askedOf = (facts: SessionFacts, rules: RoutingRules): Asked => ({
  channel: channelLimits(rules).has(facts.channel) ? facts.channel : null,
  slots: slotsAsked(rules, facts),
  needs: rules.skillRings === null ? null : (facts.needs ?? null),
});

function terms({ channel, slots }: Pick<Asked, 'channel' | 'slots'>, rules: RoutingRules): PoolTerms {
  const most = (channel === null ? undefined : channelLimits(rules).get(channel)) ?? (() => null);
  const slotsOf = ({ id, maxCapacity }: Agent): number => Math.min(slots, maxCapacity ?? slots, most(id) ?? slots);
  return {
    slotsOf,
    bars: (agent) => (ofChannel(agent, channel) + slotsOf(agent) > (most(agent.id) ?? Infinity) ? 'CHANNEL_FULL' : null),
  };
}

const ofChannel = ({ channelLoad }: Agent, channel: string | null): number => (channel === null ? 0 : (channelLoad?.[channel] ?? 0));
