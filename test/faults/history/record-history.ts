import type { Weekly } from '#libs/calendar/index';
import { factOf, systemTrigger, type AnyNewEvent, type ReceivedEvent } from '#libs/contracts/index';
import type { ShopPolicy } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';
import { routedEvent } from '#services/routing/decision/app/routed-event';
import type { KeptDecision } from '#services/routing/decision/domain/replay-decision';
import { decisionRow, type Decided } from '#services/routing/decision/store/save-decisions';
import { scheduleChanged } from '#services/routing/copies/domain/take-snapshots';
import { at, flight, hoursVersion, placementsOf, shopWith, start } from '#services/routing/flight/domain/example-shop';
import type { ShopChange } from '#services/routing/flight/domain/shop-change';
import type { ShopState } from '#services/routing/flight/domain/shop-state';
import { statusEvent } from '#services/routing/presence/app/status-event';
import type { Presence } from '#services/routing/presence/domain/agent';
import { setCapacity } from '#services/routing/presence/domain/set-capacity';
import { setPresence } from '#services/routing/presence/domain/set-presence';
import { sessionClosed } from '#services/routing/queue/domain/session-closed';
import { sessionEnded } from '#services/routing/queue/domain/session-ended';
import { liveAssignment } from '#services/routing/queue/domain/session-placement';
import { sessionReturned } from '#services/routing/queue/domain/session-returned';
import { closedFact, endedFact, startedFact, type StormSession } from '#test/load/storm-facts';
import type { PlacementRows } from './conservation';

/** A shop run by routing's own decisions, of which everything that it and the session service tell is kept. */
export interface Recorder {
  readonly log: ReceivedEvent[];
  readonly decided: KeptDecision[];
  accountOf(agentNo: number): string;
  /** Where routing has the sessions now. */
  rows(): PlacementRows;
  /** The session's agent by routing, if any. */
  holderOf(sessionId: string): string | null;
  wait(ms: number): void;
  start(sessionId: string, reentryOf?: string): void;
  end(sessionId: string): void;
  giveBack(sessionId: string): void;
  close(sessionId: string, reason: 'AGENT_CLOSED' | 'BUYER_LEFT'): void;
  presence(agentId: string, presence: Presence): void;
  capacity(agentId: string, maxCapacity: number | null): void;
  hours(fromHour: number, toHour: number): void;
  command(run: (change: ShopChange) => void): void;
  /** One flight of routing with all that it has not read yet. */
  fly(): void;
}

/** The shop S at ten o'clock, its agents ONLINE with these capacities. */
export function recordHistory(capacities: Readonly<Record<string, number | null>>, policy: Partial<ShopPolicy> = {}): Recorder {
  const state = shopWith(Object.fromEntries(Object.keys(capacities).map((id) => [id, { presence: 'OFFLINE' }])), policy);
  const log: ReceivedEvent[] = [];
  const decided: KeptDecision[] = [];
  const sessions = new Map<string, StormSession>();
  let pending: ((change: ShopChange) => void)[] = [];
  let [now, version] = [at('10:00'), 0];
  const tell = (event: AnyNewEvent): void =>
    void log.push({ ...event, incarnation: 1, sequence: log.filter(({ topic }) => topic === event.topic).length + 1 });
  const hear = (event: AnyNewEvent, apply: (change: ShopChange, toldAt: Date) => void): void => {
    const toldAt = now;
    tell(event);
    pending.push((change) => apply(change, toldAt));
  };
  const known = (sessionId: string): StormSession => sessions.get(sessionId)!;
  const recorder: Recorder = {
    log,
    decided,
    accountOf: (agentNo) => [...state.agents.values()].find((agent) => agent.agentNo === agentNo)?.id ?? '',
    rows: () => rowsOf(state),
    holderOf: (sessionId) => recorder.rows().assigned.find((one) => one.sessionId === sessionId)?.agentId ?? null,
    wait: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    start: (id, reentryOf) => {
      sessions.set(id, { id, shopId: 'S', buyerId: `buyer of ${id}`, openedAt: now, reentryOf: reentryOf ?? null });
      if (reentryOf !== undefined) tell(closedFact(known(reentryOf), 'REENTRY', now));
      hear(startedFact(known(id)), (change, openedAt) => start(change, id, openedAt, reentryOf));
    },
    end: (id) => hear(endedFact(known(id), recorder.holderOf(id) ?? '', now), (change, endedAt) => sessionEnded(change, id, endedAt)),
    giveBack: (sessionId) => {
      const back = { sessionId, agentId: recorder.holderOf(sessionId) ?? '', returnedAt: now, waitingSince: now };
      hear(returnedFact(back), (change) => sessionReturned(change, back));
    },
    close: (id, reason) => hear(closedFact(known(id), reason, now), (change, closedAt) => sessionClosed(change, id, closedAt)),
    presence: (agentId, presence) => recorder.command((change) => setPresence(change, { agentId, presence, reason: null, device: null })),
    capacity: (agentId, maxCapacity) => recorder.command((change) => setCapacity(change, { agentId, maxCapacity })),
    hours: (from, to) => {
      const saved = hoursVersion(++version, now, everyDay(from, to));
      hear(savedFact(now), (change) => scheduleChanged(change, saved));
    },
    command: (run) => {
      pending.push(run);
      recorder.fly();
    },
    fly: () => {
      const inputs = pending;
      pending = [];
      const change = flight(state, now, (one) => inputs.forEach((apply) => apply(one)), Math.random);
      const outcomes = change.outcomes.map((outcome): Decided => ({ id: newId(), shopId: 'S', outcome }));
      decided.push(...outcomes.map(decisionRow));
      eventsOf(change, outcomes).forEach(tell);
    },
  };
  for (const [agentId, capacity] of Object.entries(capacities)) {
    recorder.capacity(agentId, capacity);
    recorder.presence(agentId, 'ONLINE');
  }
  return recorder;
}

function rowsOf(state: ShopState): PlacementRows {
  const placements = placementsOf(state);
  return {
    waiting: placements.flatMap(({ waiting }) => waiting?.sessionId ?? []),
    assigned: placements.flatMap((placement) => liveAssignment(placement) ?? []),
    loads: [...state.agents.values()].map(({ id, load }) => ({ agentId: id, load })),
  };
}

const eventsOf = ({ statuses }: ShopChange, outcomes: readonly Decided[]): AnyNewEvent[] => [
  ...outcomes.map((one) => routedEvent(one, newId)),
  ...statuses.map((status) => statusEvent(status, 'S', 1, newId)),
];

const everyDay = (from: number, to: number): Weekly => Array.from({ length: 7 }, () => [{ start: from * 60, end: to * 60 }]);

const fact = (subject: string, occurredAt: Date) => ({ id: newId(), shopId: 'S', subject, occurredAt, policyVersion: 1 });

function returnedFact({ sessionId, agentId, returnedAt, waitingSince }: Parameters<typeof sessionReturned>[1]): AnyNewEvent {
  const value = {
    sessionId,
    agentId,
    returnedAt: returnedAt.toISOString(),
    waitingSince: waitingSince.toISOString(),
    reason: 'AGENT_GONE',
  };
  return factOf<'session-ended', 'returned'>(systemTrigger(), {
    ...fact(sessionId, returnedAt),
    ...{ topic: 'session-ended', type: 'returned', value },
  });
}

/** Of new hours the checkers read only when they were told. */
const savedFact = (now: Date): AnyNewEvent =>
  factOf<'schedule-changed', 'withdrawn'>(systemTrigger(), {
    ...fact('S', now),
    ...{ topic: 'schedule-changed', type: 'withdrawn', value: { version: 1, groupId: null } },
  });
