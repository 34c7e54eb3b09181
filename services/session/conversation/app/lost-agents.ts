import { systemTrigger, type EventOf, type Trigger } from '#libs/contracts/index';
import type { AgentCopy, AgentKey } from '../../copies/store/agent-copy';
import { agentGone, losesAgent } from '../domain/agent-gone';
import type { WorkingSet } from './working-set';

/** The last presence of an agent, and the last event of the flight that says OFFLINE. */
export interface Presence {
  readonly copy: AgentCopy;
  readonly offline: Trigger | null;
}

/** An agent who no longer answers: OFFLINE since a version of the shop's routing row, or no longer active in the shop at all. */
export interface GoneAgent extends AgentKey {
  readonly since: number | 'INACTIVE';
  readonly trigger: Trigger;
}

/** The last presence of each agent, in order of their ids. */
export function presencesOf(events: readonly EventOf<'agent-status-changed'>[]): Presence[] {
  const latest = new Map<string, Presence>();
  for (const event of events) {
    if (event.type !== 'presence') continue;
    const { agentId, shopId, shopVersion, to: presence, since } = event.value;
    const known = latest.get(agentId);
    const wentOffline = presence === 'OFFLINE';
    const offlineVersion = wentOffline ? shopVersion : (known?.copy.offlineVersion ?? null);
    latest.set(agentId, {
      copy: { agentId, shopId, presence, since: new Date(since), shopVersion, offlineVersion },
      offline: wentOffline ? systemTrigger(event.id, event.traceparent) : (known?.offline ?? null),
    });
  }
  return [...latest.values()];
}

export const offlineAgents = (presences: readonly Presence[]): GoneAgent[] =>
  presences.flatMap(({ copy: { agentId, shopId, offlineVersion: since }, offline: trigger }) =>
    since !== null && trigger ? [{ agentId, shopId, since, trigger }] : [],
  );

/** Accounts that the flight's last word calls inactive. */
export function inactiveAgents(events: readonly EventOf<'account-changed'>[]): GoneAgent[] {
  const latest = new Map(events.map((event) => [event.value.accountId, event]));
  return [...latest.values()].flatMap(({ id, traceparent, value: { accountId: agentId, shopId, active } }) =>
    active ? [] : [{ agentId, shopId, since: 'INACTIVE' as const, trigger: systemTrigger(id, traceparent) }],
  );
}

/** Takes from agents who are gone what they were talking in (RTE-61, RES-81); holds are kept (RES-38). */
export function leaveSessions(set: WorkingSet, sessions: readonly string[], gone: readonly GoneAgent[], now: Date): void {
  const byAgent = new Map(gone.map((agent) => [agent.agentId, agent]));
  for (const id of sessions) {
    const session = set.session(id);
    const buyer = session && set.buyer(session.buyerId);
    const agent = byAgent.get(session?.agentId ?? '');
    if (session && buyer && agent && losesAgent(session, agent.since)) set.apply(agentGone(session, buyer, now), agent.trigger);
  }
}
