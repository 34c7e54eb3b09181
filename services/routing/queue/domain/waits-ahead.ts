import type { ShopState } from '../../flight/domain/shop-state';
import { agentsOf } from '../../presence/domain/roster';
import { isPoolOpen } from '../../reception/domain/pool-hours';
import type { Pool } from './pools';
import { needsHead } from './waiting-list';

const poolIsUnfinished = (state: ShopState, { key, queue, left }: Pool): boolean =>
  needsHead(queue) || (needsHead(left) && isPoolOpen(state, key));

/** The pools in which somebody waits of whom nobody is in memory: there are some for as long as a long drain takes. */
export const unfinishedPools = (state: ShopState): readonly Pool[] =>
  [...state.pools.values()].filter((pool) => poolIsUnfinished(state, pool));

/** Whether somebody who is not in memory may come before one who waits in a pool, or joins it: then nobody is assigned past them (RTE-28). */
export const waitsAhead = (state: ShopState, pool: string, unfinished = unfinishedPools(state)): boolean =>
  needsHead(state.pending) || unfinished.some(({ key }) => key === pool || shareAgents(state, key, pool));

/** However long they wait. */
const lastStage = Infinity;

/** Whether somebody may take sessions from both pools. */
function shareAgents({ roster }: ShopState, one: string, other: string): boolean {
  const [mine, theirs] = [agentsOf(roster, one, lastStage).members, agentsOf(roster, other, lastStage).members];
  return mine === null || theirs === null || [...mine].some((id) => theirs.has(id));
}
