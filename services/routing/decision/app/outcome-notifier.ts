import type { RoutedView } from '../store/read-routed';

/**
 * The outcomes this process has committed lately, for clients who ask right after their message, and the bell for those who wait for one. What is here
 * needs no look at the database; after `freshMs` it is no longer said to be the latest, since another process may have decided meanwhile.
 */
export interface OutcomeBoard {
  publish(routed: readonly RoutedView[]): void;
  find(shopId: string, sessionId: string): RoutedView | undefined;
  /** Calls `ring` at every new outcome of the session, until the returned function is called. */
  listen(shopId: string, sessionId: string, ring: (routed: RoutedView) => void): () => void;
}

const limit = 10_000;
const freshMs = 2_000;

const nameOf = (shopId: string, sessionId: string): string => `${shopId} ${sessionId}`;

export function createOutcomeBoard(machineNow: () => number = () => performance.now()): OutcomeBoard {
  const latest = new Map<string, { readonly at: number; readonly routed: RoutedView }>();
  const bells = new Map<string, Set<(routed: RoutedView) => void>>();
  const hang = (routed: RoutedView): void => {
    const name = nameOf(routed.shopId, routed.sessionId);
    latest.delete(name);
    latest.set(name, { at: machineNow(), routed });
    bells.get(name)?.forEach((ring) => ring(routed));
  };
  return {
    publish: (routed) => {
      routed.forEach(hang);
      for (const oldest of latest.keys()) {
        if (latest.size <= limit) return;
        latest.delete(oldest);
      }
    },
    find: (shopId, sessionId) => {
      const found = latest.get(nameOf(shopId, sessionId));
      return found && machineNow() - found.at < freshMs ? found.routed : undefined;
    },
    listen: (shopId, sessionId, ring) => {
      const name = nameOf(shopId, sessionId);
      const ringers = bells.get(name) ?? new Set();
      bells.set(name, ringers.add(ring));
      return () => {
        ringers.delete(ring);
        if (ringers.size === 0 && bells.get(name) === ringers) bells.delete(name);
      };
    },
  };
}
