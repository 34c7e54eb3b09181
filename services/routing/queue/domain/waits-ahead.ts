import { isOpenNow, poolAt, type ShopState } from '../../flight/domain/shop-state';
import type { Pool } from './pools';
import { needsHead } from './waiting-list';

export const poolIsUnfinished = (state: ShopState, { queue, left }: Pool): boolean =>
  needsHead(queue) || (isOpenNow(state) && needsHead(left));

/** Whether somebody who is not in memory may come before whoever joins the pool now: then nobody is assigned past them (RTE-28). */
export const waitsAhead = (state: ShopState, pool: string): boolean =>
  needsHead(state.pending) || poolIsUnfinished(state, poolAt(state, pool));
