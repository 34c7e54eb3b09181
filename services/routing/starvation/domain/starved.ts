import type { ShopChange } from '../../flight/domain/shop-change';
import { refreshRoster } from '../../flight/domain/shop-state';
import { refreshDay } from '../../flight/domain/refresh-clock';
import { assignableNow } from '../../queue/domain/drain';

/** A buyer who waits at the head of a pool although an agent has room. */
export interface Starved {
  readonly shopId: string;
  readonly pool: string;
  readonly sessionId: string;
  readonly agentId: string;
}

/** The sessions that an agent really has. */
export interface TrueLoad {
  readonly agentId: string;
  readonly normal: number;
  readonly over: number;
  readonly held: number;
}

/**
 * Who starves in a shop as its rows are, not as its counts say: asked of the head of each pool, so that the cost is that of pools plus agents. Whether the
 * shop is open is what its last flight saw; an opening that is due is the timer's.
 */
export function starvedIn(look: ShopChange, loads: readonly TrueLoad[]): Starved[] {
  const { state } = look;
  const byAgent = new Map(loads.map((load) => [load.agentId, load]));
  for (const agent of state.agents.values()) {
    const { normal, over, held } = byAgent.get(agent.id) ?? { normal: 0, over: 0, held: 0 };
    Object.assign(agent, { load: normal + over, overLoad: over, held });
  }
  refreshDay(look);
  refreshRoster(state);
  const { shopId } = state;
  return assignableNow(look).map(({ entry: { pool, sessionId }, agentId }) => ({ shopId, pool, sessionId, agentId }));
}
