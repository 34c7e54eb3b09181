import type { ShopChange } from '../../flight/domain/shop-change';
import { refreshRoster } from '../../flight/domain/shop-state';
import { refreshDay } from '../../flight/domain/refresh-clock';
import { resumeAgents } from '../../presence/domain/assignment-rate';
import { assignableNow } from '../../queue/domain/drain';

/** A buyer who waits at the head of a pool although an agent has room. */
export interface Starved {
  readonly shopId: string;
  readonly pool: string;
  readonly sessionId: string;
  readonly agentId: string;
}

/** The slots that an agent's sessions really take; null: none. */
export interface TrueLoad {
  readonly agentId: string;
  readonly normal: number | null;
  readonly over: number | null;
  readonly held: number | null;
  /** Of both, how much is of which channel. */
  readonly channelLoad: Readonly<Record<string, number>>;
}

const nothing: Omit<TrueLoad, 'agentId'> = { normal: null, over: null, held: null, channelLoad: {} };

/**
 * Who starves in a shop as its rows are, not as its counts say: asked of the head of each pool, so that the cost is that of pools plus agents. Whether the
 * shop is open is what its last flight saw; an opening that is due is the timer's.
 */
export function starvedIn(look: ShopChange, loads: readonly TrueLoad[]): Starved[] {
  const { state } = look;
  const byAgent = new Map(loads.map((load) => [load.agentId, load]));
  for (const agent of state.agents.values()) {
    const { normal, over, held, channelLoad } = byAgent.get(agent.id) ?? nothing;
    const overLoad = over ?? 0;
    Object.assign(agent, { load: (normal ?? 0) + overLoad, overLoad, held: held ?? 0, channelLoad });
  }
  refreshDay(look);
  refreshRoster(state);
  resumeAgents(look);
  const { shopId } = state;
  return assignableNow(look).map(({ entry: { pool, sessionId }, agentId }) => ({ shopId, pool, sessionId, agentId }));
}
