import { setTimeout as sleep } from 'node:timers/promises';
import type { ActiveSession } from './shop-calls';

export interface WaitingRoom {
  /** Waits until the session is with an agent. */
  untilActive(sessionId: string): Promise<ActiveSession>;
  /** The session is waited for no longer, and its promise stays open for ever. */
  forget(sessionId: string): void;
  /** How many are waited for. */
  size(): number;
  /** Rejects everyone who still waits. */
  close(reason: Error): void;
}

interface Waiting {
  readonly resolve: (session: ActiveSession) => void;
  readonly reject: (error: Error) => void;
}

/** Notices who has been given an agent, by looking at the list of running sessions each `everyMs`, only while somebody waits. */
export function createWaitingRoom(active: () => Promise<readonly ActiveSession[]>, everyMs = 25): WaitingRoom {
  const waiting = new Map<string, Waiting>();
  let looking = false;
  const rejectAll = (error: Error): void => {
    for (const each of waiting.values()) each.reject(error);
    waiting.clear();
  };
  const poll = async (): Promise<void> => {
    looking = true;
    while (waiting.size > 0) {
      for (const session of await active()) {
        waiting.get(session.sessionId)?.resolve(session);
        waiting.delete(session.sessionId);
      }
      await sleep(everyMs);
    }
    looking = false;
  };
  return {
    untilActive: (sessionId) =>
      new Promise<ActiveSession>((resolve, reject) => {
        waiting.set(sessionId, { resolve, reject });
        if (looking) return;
        poll().catch((error: Error) => {
          looking = false;
          rejectAll(error);
        });
      }),
    forget: (sessionId) => void waiting.delete(sessionId),
    size: () => waiting.size,
    close: rejectAll,
  };
}
