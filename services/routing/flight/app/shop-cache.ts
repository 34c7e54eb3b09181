import type { ShopState } from '../domain/shop-state';

/**
 * The shops this process has in memory. A flight takes its shops out and puts them back after its commit: whatever fails in between, no copy of it stays.
 * Never the authority: a copy is used only while its version is the locked row's.
 */
export interface ShopCache {
  /** Takes out the copy of a shop, if it has the version; a stale one is forgotten. */
  take(shopId: string, version: number): ShopState | undefined;
  /** Puts shops back; the ones not used for longest make room. */
  put(states: readonly ShopState[]): void;
}

const limit = 1_000;

export function createShopCache(): ShopCache {
  const copies = new Map<string, ShopState>();
  return {
    take: (shopId, version) => {
      const copy = copies.get(shopId);
      copies.delete(shopId);
      return copy?.version === version ? copy : undefined;
    },
    put: (states) => {
      for (const state of states) copies.set(state.shopId, state);
      for (const oldest of copies.keys()) {
        if (copies.size <= limit) return;
        copies.delete(oldest);
      }
    },
  };
}
