import type { DecisionRow } from '../store/decision-table';

/**
 * The decisions this process has committed lately, for clients who ask right after their message, and a call for those who wait for one. What is here
 * needs no look at the database; after `freshMs` it is no longer said to be the latest, since another process may have decided meanwhile.
 */
export interface OutcomeNotifier {
  publish(decided: readonly DecisionRow[]): void;
  find(shopId: string, sessionId: string): DecisionRow | undefined;
  /** Calls `heard` at every new decision about the session, until the returned function is called. */
  listen(shopId: string, sessionId: string, heard: (decision: DecisionRow) => void): () => void;
}

const limit = 10_000;
const freshMs = 2_000;

const nameOf = (shopId: string, sessionId: string): string => `${shopId} ${sessionId}`;

export function createOutcomeNotifier(machineNow: () => number = () => performance.now()): OutcomeNotifier {
  const latest = new Map<string, { readonly at: number; readonly decision: DecisionRow }>();
  const listeners = new Map<string, Set<(decision: DecisionRow) => void>>();
  const publishOne = (decision: DecisionRow): void => {
    const name = nameOf(decision.shopId, decision.sessionId);
    latest.delete(name);
    latest.set(name, { at: machineNow(), decision });
    listeners.get(name)?.forEach((heard) => heard(decision));
  };
  return {
    publish: (decided) => {
      decided.forEach(publishOne);
      for (const oldest of latest.keys()) {
        if (latest.size <= limit) return;
        latest.delete(oldest);
      }
    },
    find: (shopId, sessionId) => {
      const found = latest.get(nameOf(shopId, sessionId));
      return found && machineNow() - found.at < freshMs ? found.decision : undefined;
    },
    listen: (shopId, sessionId, heard) => {
      const name = nameOf(shopId, sessionId);
      const mine = listeners.get(name) ?? new Set();
      listeners.set(name, mine.add(heard));
      return () => {
        mine.delete(heard);
        if (mine.size === 0 && listeners.get(name) === mine) listeners.delete(name);
      };
    },
  };
}
