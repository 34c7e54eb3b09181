import type { ChannelLimit, RoutingRules } from './routing-rules';

/** Of the channels that a shop limits: how many of it an agent may have; null: any number. */
export type ChannelLimits = ReadonlyMap<string, (agentId: string) => number | null>;

const none: ChannelLimits = new Map();
const made = new WeakMap<readonly ChannelLimit[], ChannelLimits>();

/** What a shop's limits come to: an agent's own one before everybody's. */
export function channelLimits({ channelLimits: saved }: Pick<RoutingRules, 'channelLimits'>): ChannelLimits {
  if (saved === null) return none;
  const known = made.get(saved);
  if (known) return known;
  const limits = new Map([...new Set(saved.map(({ channel }) => channel))].map((channel) => [channel, limitOf(saved, channel)]));
  made.set(saved, limits);
  return limits;
}

function limitOf(saved: readonly ChannelLimit[], channel: string): (agentId: string) => number | null {
  const mine = new Map(saved.filter((one) => one.channel === channel).map(({ agentId, most }) => [agentId, most]));
  const all = mine.get(null) ?? null;
  return (agentId) => mine.get(agentId) ?? all;
}
