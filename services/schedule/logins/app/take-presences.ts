import type { EventOf } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { followPresence, type PresenceStep } from '../domain/follow-presence';
import { runningLogins, saveLogins } from '../store/logins';

/** Keeps when agents log in and out, from what routing tells of their presence. Its events come in order, each once. */
export async function takePresences(tx: Tx, events: readonly EventOf<'agent-status-changed'>[]): Promise<void> {
  const steps = events.flatMap((event) => (event.type === 'presence' ? [{ shopId: event.shopId, ...stepOf(event.value) }] : []));
  if (steps.length === 0) return;
  const shopOf = new Map(steps.map(({ agentId, shopId }) => [agentId, shopId]));
  const running = await runningLogins(tx, [...new Set(shopOf.values())], [...shopOf.keys()]);
  const logins = followPresence(running, steps).map((login) => ({ ...login, shopId: shopOf.get(login.agentId)! }));
  saveLogins(
    tx,
    logins.sort((a, b) => (a.shopId < b.shopId ? -1 : 1)),
  );
}

interface ToldPresence {
  readonly agentId: string;
  readonly from: string;
  readonly to: string;
  readonly since: string;
  readonly previousSince: string | null;
}

const stepOf = ({ agentId, from, to, since, previousSince }: ToldPresence): PresenceStep => ({
  ...{ agentId, from, to, since: new Date(since), previousSince: previousSince === null ? null : new Date(previousSince) },
});
