import type { PoolBars } from '../../presence/domain/roster';
import { channelLimits } from '../../rules/domain/channel-limits';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import { readPool } from './pool-key';

/** What bars agents from ordinary assignments of a pool alone: that they have as many of its channel as they may. */
export function barsOf(pool: string, rules: RoutingRules): PoolBars | null {
  const { channel } = readPool(pool);
  const most = channel === null ? undefined : channelLimits(rules).get(channel);
  if (channel === null || !most) return null;
  return ({ id, channelLoad }) => ((channelLoad?.[channel] ?? 0) >= (most(id) ?? Infinity) ? 'CHANNEL_FULL' : null);
}
