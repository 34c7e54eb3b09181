import type { ShopChange } from '../../flight/domain/shop-change';
import { poolNow } from './place-session';

/**
 * Looks once for those who queue in another pool than they belong to, when what decides it has changed or more of the shop was read: behind one who stays they
 * would stay too, whoever may take them. Of a long queue the part in memory.
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
