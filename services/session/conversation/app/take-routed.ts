import type { EventOf } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { decideRouted, type RoutedOutcome } from '../domain/decide-routed';
import { lockAgents } from '../../copies/store/agent-copy';
import { noticeKey, noticesOf } from '../../copies/store/copies';
import { loadCases } from '../store/load-cases';
import { lockBuyersOf } from '../store/lock-buyers';
import { bySystem } from './cause';
import { saveWorkingSet } from './save-working-set';
import { createWorkingSet, type WorkingSet } from './working-set';

export type ConsumerDeps = Pick<Deps, 'outbox' | 'clock' | 'newId' | 'log'>;

type Routed = EventOf<'session-routed'>;

/** Routing's outcomes for a flight of sessions: assigned, queued or left, with the closed notice where it is due (SCH-14, RTE-61). */
export const takeRouted =
  (deps: ConsumerDeps) =>
  async (tx: Tx, events: readonly Routed[]): Promise<void> => {
    const sessions = [...new Set(events.map((event) => event.value.sessionId))];
    const agents = lockAgents(tx, agentsOf(events));
    lockBuyersOf(tx, sessions);
    const [offline, cases, notices] = await Promise.all([
      agents,
      loadCases(tx, { buyers: [], sessions }),
      noticesOf(tx, schedulesOf(events)),
    ]);
    const set = createWorkingSet(cases, [], deps.newId);
    const now = deps.clock.now();
    for (const event of events) takeOne({ deps, set, offline, notices, now }, event);
    await saveWorkingSet(tx, deps.outbox, set, now);
  };

interface Flight {
  readonly deps: ConsumerDeps;
  readonly set: WorkingSet;
  readonly offline: ReadonlyMap<string, number | null>;
  readonly notices: ReadonlyMap<string, string | null>;
  readonly now: Date;
}

function takeOne({ deps, set, offline, notices, now }: Flight, event: Routed): void {
  const { sessionId, shopId } = event.value;
  const session = set.session(sessionId);
  const buyer = session && set.buyer(session.buyerId);
  const timeZone = set.terms(shopId)?.timeZone;
  if (session?.shopId !== shopId || buyer === null || timeZone === undefined) {
    deps.log.warn({ sessionId, eventId: event.id }, 'routing speaks of a session that is not here; passed over');
    return;
  }
  const outcome = outcomeOf(event, { timeZone, notices, noticeId: deps.newId() });
  const agentOffline = event.type === 'assigned' ? (offline.get(event.value.agentId) ?? null) : null;
  const decision = decideRouted(session, buyer, outcome, agentOffline, now);
  switch (decision.outcome) {
    case 'changed':
      return set.apply(decision.change, bySystem(event.id, event.traceparent));
    case 'stale':
      return;
    case 'illegal':
      throw new Error(`${decision.message} (${event.topic} ${event.type}, revision ${event.value.revision})`);
    default:
      return decision satisfies never;
  }
}

function outcomeOf(event: Routed, notice: { timeZone: string; notices: Flight['notices']; noticeId: string }): RoutedOutcome {
  const at = new Date(event.value.decidedAt);
  const { revision } = event.value;
  switch (event.type) {
    case 'assigned': {
      const { agentId, cause, shopVersion } = event.value;
      return { fact: { kind: 'ASSIGNED', agentId, cause, revision, shopVersion, at }, closed: null };
    }
    case 'queued':
      return { fact: { kind: 'QUEUED', revision, at }, closed: null };
    case 'left-message': {
      const { place, closedPeriod, receptionHours, nextOpeningAt, shopId, scheduleVersion } = event.value;
      const fact = { kind: 'LEFT_MESSAGE', revision, at } as const;
      if (place !== 'CLOSED') return { fact, closed: null };
      const hours = { receptionHours, nextOpeningAt: nextOpeningAt === null ? null : new Date(nextOpeningAt), timeZone: notice.timeZone };
      const template = scheduleVersion === null ? null : (notice.notices.get(noticeKey(shopId, scheduleVersion)) ?? null);
      return { fact, closed: { period: closedPeriod ?? 'unnamed', hours, template, noticeId: notice.noticeId } };
    }
    default:
      return event satisfies never;
  }
}

function agentsOf(events: readonly Routed[]): { agentId: string; shopId: string }[] {
  const agents = new Map<string, string>();
  for (const event of events) if (event.type === 'assigned') agents.set(event.value.agentId, event.value.shopId);
  return [...agents].map(([agentId, shopId]) => ({ agentId, shopId }));
}

function schedulesOf(events: readonly Routed[]): { shopId: string; version: number }[] {
  const schedules = new Map<string, { shopId: string; version: number }>();
  for (const { type, value } of events) {
    if (type !== 'left-message' || value.scheduleVersion === null) continue;
    schedules.set(noticeKey(value.shopId, value.scheduleVersion), { shopId: value.shopId, version: value.scheduleVersion });
  }
  return [...schedules.values()];
}
