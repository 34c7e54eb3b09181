import type { EventOf } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { agentGone, losesAgent } from '../domain/decide-routed';
import { activeSessionsOf, savePresences, type PresenceFact } from '../../copies/store/agent-copy';
import { loadCases } from '../store/load-cases';
import { lockBuyersOf } from '../store/lock-buyers';
import { bySystem, type Cause } from './cause';
import { saveWorkingSet } from './save-working-set';
import type { ConsumerDeps } from './take-routed';
import { createWorkingSet } from './working-set';

type Status = EventOf<'agent-status-changed'>;

/** Presences of agents. Going OFFLINE ends what they are talking in (RTE-61); holds are kept (RES-38). */
export const takePresence =
  (deps: ConsumerDeps) =>
  async (tx: Tx, events: readonly Status[]): Promise<void> => {
    const latest = latestPresences(events);
    if (latest.size === 0) return;
    await savePresences(
      tx,
      [...latest.values()].map(({ fact }) => fact),
    );
    const gone = [...latest.values()].flatMap(({ fact, offline }) =>
      fact.offlineVersion !== null && offline ? [{ ...fact, offlineVersion: fact.offlineVersion, cause: offline }] : [],
    );
    const sessions = gone.length > 0 ? await activeSessionsOf(tx, gone) : [];
    if (sessions.length === 0) return;
    lockBuyersOf(tx, sessions);
    const set = createWorkingSet(await loadCases(tx, { buyers: [], sessions }), [], deps.newId);
    const byAgent = new Map(gone.map((agent) => [agent.agentId, agent]));
    const now = deps.clock.now();
    for (const id of sessions) {
      const session = set.session(id);
      const buyer = session && set.buyer(session.buyerId);
      const agent = byAgent.get(session?.agentId ?? '');
      if (session && buyer && agent && losesAgent(session, agent.offlineVersion)) set.apply(agentGone(session, buyer, now), agent.cause);
    }
    await saveWorkingSet(tx, deps.outbox, set, now);
  };

interface Latest {
  readonly fact: PresenceFact;
  /** Why the agent's sessions end, if one of the events says OFFLINE. */
  readonly offline: Cause | null;
}

/** The last presence of each agent, with the last OFFLINE among these events. */
function latestPresences(events: readonly Status[]): Map<string, Latest> {
  const latest = new Map<string, Latest>();
  for (const event of events) {
    if (event.type !== 'presence') continue;
    const { agentId, shopId, shopVersion, to, since } = event.value;
    const known = latest.get(agentId);
    const wentOffline = to === 'OFFLINE';
    latest.set(agentId, {
      fact: {
        agentId,
        shopId,
        presence: to,
        since: new Date(since),
        shopVersion,
        offlineVersion: wentOffline ? shopVersion : (known?.fact.offlineVersion ?? null),
      },
      offline: wentOffline ? bySystem(event.id, event.traceparent) : (known?.offline ?? null),
    });
  }
  return latest;
}
