import type { BlockCause } from '../../decision/domain/route';
import type { Verdict } from '../../decision/domain/verdict';
import type { ShopState } from '../../flight/domain/shop-state';
import { isFull, isRoutable, type Agent } from '../../presence/domain/agent';
import { fits, type PoolAgents } from '../../presence/domain/roster';

type Barring = Pick<ShopState, 'paused' | 'leaving' | 'kept'>;

/**
 * What keeps those from a pool's next session who are ONLINE and are not all full: what bars most of those who have room, or that nobody can what is asked; null:
 * all are full, or nobody is there. Where nothing but the limit can bar anybody, nobody is looked at.
 */
export function blockOf({ paused, leaving, kept }: Barring, { online, lacking, terms }: PoolAgents): BlockCause | null {
  if (online.length === 0) return lacking.some(isThere) ? 'NOBODY_QUALIFIED' : null;
  if (terms === null && paused.size + leaving.size + kept.size === 0) return null;
  const found = new Map<BlockCause, number>();
  for (const agent of online) {
    const cause = barOf(agent, terms);
    if (cause) found.set(cause, (found.get(cause) ?? 0) + 1);
  }
  return causes.reduce<BlockCause | null>(
    (most, cause) => ((found.get(cause) ?? 0) > ((most && found.get(most)) ?? 0) ? cause : most),
    null,
  );
}

const isThere = (agent: Agent): boolean => isRoutable(agent) && agent.presence === 'ONLINE';

/** Of as many the first one. */
const causes: readonly BlockCause[] = ['AT_RATE', 'CHANNEL_FULL', 'TOO_FEW_SLOTS', 'SHIFT_ENDS'];

const causeOf: Readonly<Partial<Record<Verdict, BlockCause>>> = {
  AT_RATE: 'AT_RATE',
  CHANNEL_FULL: 'CHANNEL_FULL',
  KEPT: 'TOO_FEW_SLOTS',
  SHIFT_ENDS: 'SHIFT_ENDS',
};

/** What bars an agent that has room; undefined: it has none, or nothing does. */
function barOf(agent: Agent, terms: PoolAgents['terms']): BlockCause | undefined {
  if (isFull(agent)) return undefined;
  if (terms && !fits(agent, terms)) return 'TOO_FEW_SLOTS';
  const verdict = agent.barred ?? terms?.bars(agent);
  return verdict ? causeOf[verdict] : undefined;
}
