import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { poolNow } from './place-session';
import type { WaitingEntry } from './waiting-entry';

/** Who queues in another pool than they belong to by what the shop has set up now: by pool and session, in the order of the queue. */
export interface Strays {
  /** What they were found by. */
  readonly by: Pick<ShopState, 'rules' | 'settings' | 'day'>;
  readonly inPool: ReadonlyMap<string, Map<string, WaitingEntry>>;
}

/**
 * Looks for them once, when what decides it has changed or more of the shop was read: who stands behind one who stays would else stay too, whoever may take
 * them. Of a long queue the part in memory.
 */
export function findStrays({ state, now }: Pick<ShopChange, 'state' | 'now'>): void {
  const { rules, settings, day, strays, pools } = state;
  if (settings === null || (strays?.by.rules === rules && strays.by.settings === settings && strays.by.day === day)) return;
  const inPool = [...pools.values()].map(({ key, queue }) => {
    const found = queue.entries.slice(queue.first).filter(({ facts }) => poolNow(facts, settings, { state, now }) !== key);
    return [key, new Map(found.map((entry) => [entry.sessionId, entry]))] as const;
  });
  state.strays = { by: { rules, settings, day }, inPool: new Map(inPool.filter(([, found]) => found.size > 0)) };
}

/** The first of a pool who belongs elsewhere, as far as was found. */
export const firstStray = ({ strays }: ShopState, pool: string): WaitingEntry | undefined =>
  strays?.inPool.get(pool)?.values().next().value;

/** One has left its list. */
export const forgetStray = ({ strays }: ShopState, { pool, sessionId }: WaitingEntry): void =>
  void strays?.inPool.get(pool)?.delete(sessionId);
