import type { Presence } from './agent';

/** What tells whether an agent's workbench is still there. */
export interface Beating {
  readonly presence: Presence;
  readonly presenceSince: Date | null;
  readonly lastHeartbeatAt: Date | null;
}

/** Since when nothing was heard of an agent who is not OFFLINE: its last heartbeat, or its change of presence, whichever is later; null: never heard of. */
export function silentSince({ presence, presenceSince, lastHeartbeatAt }: Beating): Date | null {
  if (presence === 'OFFLINE') return null;
  if (lastHeartbeatAt === null || presenceSince === null) return lastHeartbeatAt ?? presenceSince;
  return lastHeartbeatAt > presenceSince ? lastHeartbeatAt : presenceSince;
}

/** RTE-60: whether presence has been held for `staleAfterMinutes` without a heartbeat; null: the shop does not ask. Presence itself is not changed. */
export function isStale(agent: Beating, staleAfterMinutes: number | null, now: Date): boolean {
  const since = silentSince(agent);
  return staleAfterMinutes !== null && since !== null && now.getTime() - since.getTime() >= staleAfterMinutes * 60_000;
}
