import type { Weekly } from '#libs/calendar/index';
import { factOf, systemTrigger, type AnyNewEvent, type ReceivedEvent } from '#libs/contracts/index';
import type { ShopPolicy } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';
import { routedEvent } from '#services/routing/decision/app/routed-event';
import type { KeptDecision } from '#services/routing/decision/domain/replay-decision';
import { decisionRow, type Decided } from '#services/routing/decision/store/save-decisions';
import { scheduleChanged } from '#services/routing/copies/domain/take-snapshots';
import { at, flight, hoursVersion, placementsOf, shopWith } from '#services/routing/flight/domain/example-shop';
import type { ShopChange } from '#services/routing/flight/domain/shop-change';
import type { ShopState } from '#services/routing/flight/domain/shop-state';
import { statusEvent } from '#services/routing/presence/app/status-event';
import type { Presence } from '#services/routing/presence/domain/agent';
import { setCapacity } from '#services/routing/presence/domain/set-capacity';
import { setPresence } from '#services/routing/presence/domain/set-presence';
import { sessionClosed } from '#services/routing/queue/domain/session-closed';
import { sessionEnded } from '#services/routing/queue/domain/session-ended';
import { liveAssignment } from '#services/routing/queue/domain/session-placement';
import { sessionStarted } from '#services/routing/queue/domain/session-started';
import { unknownFacts } from '#services/routing/queue/domain/waiting-entry';
import type { Period } from '#services/routing/whatif/domain/what-if';
import type { StormFacts } from '#test/load/storm-groups';
import { sessionReturned } from '#services/routing/queue/domain/session-returned';
import { closedFact, endedFact, startedFact, type StormSession } from '#test/load/storm-facts';
import type { PlacementRows } from './conservation';

/** A shop run by routing's own decisions, of which everything that it and the session service tell is kept. */
export interface Recorder {
  readonly agents: readonly string[];
  readonly log: ReceivedEvent[];
  readonly decided: KeptDecision[];
  accountOf(agentNo: number): string;
  /** Where routing has the sessions now. */
  rows(): PlacementRows;
  /** The session's agent by routing, if any. */
  holderOf(sessionId: string): string | null;
  wait(ms: number): void;
  /** As `wait`, and at each instant at which time alone moves somebody routing flies. */
  pass(ms: number): void;
  start(sessionId: string, reentryOf?: string, facts?: StormFacts): void;
  /** What managers have set up, as its rows would say. */
  setup(): Pick<Period, 'rules' | 'weights' | 'skills'>;
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
export function recordHistory(
  capacities: Readonly<Record<string, number | null>>,
  policy: Partial<ShopPolicy> = {},
  setUp: (change: ShopChange) => void = () => undefined,
): Recorder {
  const state = shopWith(Object.fromEntries(Object.keys(capacities).map((id) => [id, { presence: 'OFFLINE' }])), policy);
  const log: ReceivedEvent[] = [];
  const decided: KeptDecision[] = [];
  const sessions = new Map<string, StormSession>();
  const pending: ((change: ShopChange) => void)[] = [];
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
    ...looksAt(state),
    agents: Object.keys(capacities),
    log,
    decided,
    wait: (ms) => void (now = new Date(now.getTime() + ms)),
    pass: (ms) => {
      const until = now.getTime() + ms;
      for (let at = wakeIn(state); at < until; at = wakeIn(state)) {
        recorder.wait(Math.max(at - now.getTime(), 1));
        recorder.fly();
      }
      recorder.wait(until - now.getTime());
    },
    start: (id, reentryOf, facts = {}) => {
      const session = { id, shopId: 'S', buyerId: `buyer of ${id}`, openedAt: now, reentryOf: reentryOf ?? null, facts };
      sessions.set(id, session);
      if (reentryOf !== undefined) tell(closedFact(known(reentryOf), 'REENTRY', now));
      hear(startedFact(session), (change, openedAt) => begin(change, session, openedAt));
    },
    end: (id) => hear(endedFact(known(id), recorder.holderOf(id) ?? '', now), (change, endedAt) => sessionEnded(change, id, endedAt)),
    giveBack: (sessionId) =>
      hear(...returned({ sessionId, agentId: recorder.holderOf(sessionId) ?? '', returnedAt: now, waitingSince: now })),
    close: (id, reason) => hear(closedFact(known(id), reason, now), (change, closedAt) => sessionClosed(change, id, closedAt)),
    presence: (agentId, presence) => recorder.command((change) => setPresence(change, { agentId, presence, ...unsaid })),
    capacity: (agentId, maxCapacity) => recorder.command((change) => setCapacity(change, { agentId, maxCapacity })),
    hours: (from, to) => hear(savedFact(now), savesHours(hoursVersion(++version, now, everyDay(from, to)))),
    command: (run) => {
      pending.push(run);
      recorder.fly();
    },
    fly: () => {
      const flown = flyNow(state, now, pending.splice(0));
      decided.push(...flown.decided);
      flown.events.forEach(tell);
    },
  };
  open(recorder, capacities);
  recorder.command(setUp);
  return recorder;
}

function open(recorder: Recorder, capacities: Readonly<Record<string, number | null>>): void {
  for (const [agentId, capacity] of Object.entries(capacities)) {
    recorder.capacity(agentId, capacity);
    recorder.presence(agentId, 'ONLINE');
  }
}

const looksAt = (state: ShopState): Pick<Recorder, 'accountOf' | 'rows' | 'holderOf' | 'setup'> => ({
  accountOf: (agentNo) => [...state.agents.values()].find((agent) => agent.agentNo === agentNo)?.id ?? '',
  rows: () => rowsOf(state),
  holderOf: (sessionId) => rowsOf(state).assigned.find((one) => one.sessionId === sessionId)?.agentId ?? null,
  setup: () => setupOf(state),
});

function flyNow(state: ShopState, now: Date, inputs: readonly ((change: ShopChange) => void)[]) {
  const change = flight(state, now, (one) => inputs.forEach((apply) => apply(one)), Math.random);
  const outcomes = change.outcomes.map((outcome): Decided => ({ id: newId(), shopId: 'S', outcome }));
  return { decided: outcomes.map(decisionRow), events: eventsOf(change, outcomes) };
}

type Back = Parameters<typeof sessionReturned>[1];

const returned = (back: Back): [AnyNewEvent, (change: ShopChange) => void] => [
  returnedFact(back),
  (change) => sessionReturned(change, back),
];

const savesHours =
  (saved: ReturnType<typeof hoursVersion>) =>
  (change: ShopChange): void =>
    scheduleChanged(change, saved);

const unsaid = { reason: null, device: null } as const;

const wakeIn = ({ storedWakeAt }: ShopState): number => storedWakeAt?.getTime() ?? Infinity;

const begin = (change: ShopChange, { id, buyerId, reentryOf, facts }: StormSession, openedAt: Date): void =>
  sessionStarted(change, { sessionId: id, openedAt, facts: { ...unknownFacts, buyerId, channel: 'storm', ...facts } }, reentryOf);

function setupOf({ rules, agents }: ShopState): ReturnType<Recorder['setup']> {
  const all = [...agents.values()];
  return {
    rules,
    weights: new Map(all.flatMap(({ id, weight }) => (weight === null ? [] : [[id, weight]]))),
    skills: new Map(all.flatMap(({ id, skills }) => (skills === null ? [] : [[id, skills]]))),
  };
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
