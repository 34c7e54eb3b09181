import fc from 'fast-check';
import type { Presence } from '../../presence/domain/agent';
import { setCapacity } from '../../presence/domain/set-capacity';
import { scheduleChanged } from '../../copies/domain/take-snapshots';
import { canMove, isUnfinished } from '../../queue/domain/drain';
import type { ShopChange } from './shop-change';
import { at, flight, hoursVersion, left, placementsOf, queued, shopWith, start, told } from './example-shop';
import { agentsOf } from '../../presence/domain/roster';
import { freeAgents } from '../../presence/domain/free-agents';
import { setPresence } from '../../presence/domain/set-presence';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionEnded } from '../../queue/domain/session-ended';
import { isOpenNow, type ShopState } from './shop-state';
import { liveAssignment } from '../../queue/domain/session-placement';
import { byQueue } from '../../queue/domain/waiting-entry';
import { extend, isComplete, needsHead, waitingList, type WaitingList } from '../../queue/domain/waiting-list';

/* Random days of a shop with three agents: whatever happens, the promises hold after every flight. */

const minute = 60_000;

type Happening =
  | { readonly kind: 'start' | 'end' | 'close' | 'reenter'; readonly session: number }
  | { readonly kind: 'presence'; readonly agent: number; readonly presence: Presence }
  | { readonly kind: 'capacity'; readonly agent: number; readonly capacity: number | null }
  | { readonly kind: 'hours'; readonly open: number; readonly close: number }
  | { readonly kind: 'nothing' };

const session = fc.nat({ max: 40 });
const agent = fc.nat({ max: 2 });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('start' as const), session }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const), session }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('close' as const), session }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reenter' as const), session }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('presence' as const),
      agent,
      presence: fc.constantFrom<Presence>('ONLINE', 'ONLINE', 'REST', 'SUSPENDED', 'OFFLINE'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('capacity' as const),
      agent,
      capacity: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('hours' as const),
      open: fc.integer({ min: 8, max: 12 }),
      close: fc.integer({ min: 13, max: 20 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'nothing' as const }) },
);

const day = fc.array(fc.record({ afterMinutes: fc.constantFrom(0, 0, 1, 1, 5, 20, 200), happening }), { maxLength: 80, minLength: 30 });

const policy = fc.record({
  queueEnabled: fc.constantFrom(true, true, false),
  assignStrategy: fc.constantFrom('EVEN' as const, 'LOWEST_SATURATION' as const, 'WEIGHTED' as const),
  unavailableHandling: fc.constantFrom('QUEUE' as const, 'MESSAGE_POOL' as const, 'OWNER' as const),
  availabilityTest: fc.constantFrom('ANY_ONLINE' as const, 'ONLINE_NOT_SUSPENDED' as const),
});

let version = 0;

function apply(change: ShopChange, one: Happening): void {
  const id = 'agent' in one ? (['A', 'B', 'C'][one.agent] ?? 'A') : '';
  switch (one.kind) {
    case 'start':
      return start(change, `s${one.session}`);
    case 'end':
      return sessionEnded(change, `s${one.session}`, change.now);
    case 'close':
      return sessionClosed(change, `s${one.session}`, change.now);
    case 'reenter':
      return start(change, `again ${one.session}`, change.now, `s${one.session}`);
    case 'presence':
      return void setPresence(change, { agentId: id, presence: one.presence, reason: null, device: null });
    case 'capacity':
      return void setCapacity(change, { agentId: id, maxCapacity: one.capacity });
    case 'hours':
      return scheduleChanged(
        change,
        hoursVersion(
          ++version,
          change.now,
          Array.from({ length: 7 }, () => [{ start: one.open * 60, end: one.close * 60 }]),
        ),
      );
    case 'nothing':
      return;
    default:
      return one satisfies never;
  }
}

/** Cheaper than an assertion of the test runner, of which there would be a million. */
function promise(kept: boolean, what: string): void {
  if (!kept) throw new Error(`Broken: ${what}`);
}

function checkPromises(state: ShopState, change: ShopChange): void {
  const placements = placementsOf(state);
  const live = placements.flatMap((placement) => liveAssignment(placement) ?? []);
  for (const { route, load, capacity } of change.outcomes) {
    promise(route.outcome !== 'assigned' || route.over || capacity === null || load <= capacity, 'nobody is assigned above capacity');
  }
  for (const one of state.agents.values()) {
    const mine = live.filter(({ agentId }) => agentId === one.id);
    promise(one.load === mine.length, 'every slot has one session');
    promise(one.overLoad === mine.filter(({ over }) => over !== null).length, 'loads beyond capacity are counted apart');
    promise(one.held === mine.filter(({ heldAt }) => heldAt !== null).length, 'held slots are counted');
    promise(one.ceiling === null || one.load - one.overLoad <= one.ceiling, 'the normal load is within the ceiling');
  }
  const waiting = placements.flatMap((placement) => placement.waiting ?? []);
  promise(!waiting.some(({ sessionId }) => live.some((one) => one.sessionId === sessionId)), 'nobody waits and is served');
  promise(queued(state) === waiting.filter(({ kind }) => kind === 'QUEUED').length, 'the queue is counted');
  promise(left(state) === waiting.filter(({ kind }) => kind === 'LEFT_MESSAGE').length, 'left messages are counted');
  const { free } = agentsOf(state.roster, 'ALL');
  promise(!isOpenNow(state) || free.ranked.length === 0 || waiting.length === 0, 'nobody waits beside a free agent');
  promise(!canMove({ state, now: change.now }), 'whoever can move has moved');
  const closedAllAlong = !isOpenNow(state) && change.schedules.size === 0;
  promise(
    !closedAllAlong || (queued(state) === 0 && !told(change).some((line) => / [ABC]$/.test(line))),
    'nothing is assigned or queued while closed',
  );
  const { ranked } = freeAgents(state.roster.strategy, state.agents.values());
  promise(ranked.length === free.ranked.length && ranked.every((one, index) => free.ranked[index] === one), 'free agents are ranked');
}

const runs = { numRuns: 60 };

it('INV-2, RTE-28, SCH-19: never above capacity, nobody waits beside a free agent, nothing is assigned while closed, every slot has one session', () => {
  fc.assert(
    fc.property(policy, day, (chosen, story) => {
      const state = shopWith({ A: { capacity: 2 }, B: { capacity: 1 }, C: { capacity: 1, presence: 'OFFLINE' } }, chosen);
      let now = at('09:00').getTime();
      for (const { afterMinutes, happening: one } of story) {
        now += afterMinutes * minute;
        checkPromises(
          state,
          flight(state, new Date(now), (change) => apply(change, one)),
        );
      }
    }),
    runs,
  );
});

it('RTE-28 a state whose lists are in memory only in part decides as the whole one', () => {
  fc.assert(
    fc.property(policy, day, fc.integer({ min: 1, max: 3 }), (chosen, story, size) => {
      const agents = { A: { capacity: 2 }, B: { capacity: 1 }, C: { capacity: 1, presence: 'OFFLINE' } } as const;
      const [whole, part] = [shopWith(agents, chosen), shopWith(agents, chosen)];
      const seen: [string[], string[]] = [[], []];
      let now = at('09:00').getTime();
      for (const { afterMinutes, happening: one } of story) {
        now += afterMinutes * minute;
        seen[0].push(...assigned(flight(whole, new Date(now), (change) => apply(change, one))));
        shorten(part, size);
        seen[1].push(...assigned(flight(part, new Date(now))));
        for (let more = isUnfinished(part); more; more = isUnfinished(part)) seen[1].push(...again(part, size, now));
        seen[1].push(...assigned(flight(part, new Date(now), (change) => apply(change, one))));
        for (let more = isUnfinished(part); more; more = isUnfinished(part)) seen[1].push(...again(part, size, now));
      }
      promise(seen[0].join() === seen[1].join(), 'the head decides as the whole');
    }),
    runs,
  );
});

const assigned = (change: ShopChange): string[] => told(change).filter((line) => !/queued|CLOSED|POOL/.test(line));

function again(state: ShopState, size: number, now: number): string[] {
  for (const list of listsOf(state)) if (needsHead(list)) extend(list, stored(state, list).slice(0, size));
  return assigned(flight(state, new Date(now)));
}

const listsOf = (state: ShopState): WaitingList[] => [...state.pools.values()].flatMap(({ queue, left: messages }) => [queue, messages]);

/** What the database holds of a list, in order. */
const stored = (state: ShopState, list: WaitingList) =>
  placementsOf(state)
    .flatMap(({ waiting }) => (waiting?.kind === (list.order === byQueue ? 'QUEUED' : 'LEFT_MESSAGE') ? [waiting] : []))
    .sort(list.order);

/** Leaves only the first entries of each list in memory, as after a reload. */
function shorten(state: ShopState, size: number): void {
  for (const list of listsOf(state)) {
    if (!isComplete(list)) continue;
    const { entries } = waitingList(list.order, stored(state, list).slice(0, size));
    list.entries.splice(0, list.entries.length, ...entries);
    list.first = 0;
  }
}

it('RTE-5 EVEN: max − min ≤ 1 among agents online and free all along', () => {
  const calls = fc.array(fc.record({ close: fc.boolean(), session: fc.nat({ max: 40 }) }), { maxLength: 120 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), calls, (size, story) => {
      const state = shopWith(Object.fromEntries(Array.from({ length: size }, (_, index) => [`a${index}`, {}])));
      story.forEach(({ close, session: number }, step) => {
        flight(state, at('10:00'), (change) =>
          close ? sessionClosed(change, `s${number}`, change.now) : start(change, `s${number}-${step}`),
        );
        const counts = [...state.agents.values()].map(({ assignedToday }) => assignedToday);
        promise(Math.max(...counts) - Math.min(...counts) <= 1, 'counts differ by one at most');
      });
    }),
    runs,
  );
});

it('RTE-28 the queue is served in order: who was there first, while all are alike', () => {
  fc.assert(
    fc.property(day, (story) => {
      const state = shopWith({ A: { capacity: 1 }, B: { capacity: 1 }, C: { capacity: 1, presence: 'OFFLINE' } });
      const arrivals: string[] = [];
      let now = at('09:00').getTime();
      for (const { afterMinutes, happening: one } of story) {
        if (one.kind === 'hours') continue;
        now += Math.max(1, afterMinutes) * minute;
        const before = new Set(placementsOf(state).flatMap(({ waiting }) => (waiting ? [waiting.sessionId] : [])));
        const change = flight(state, new Date(now), (each) => apply(each, one));
        const served = change.outcomes
          .filter(({ route, sessionId }) => route.outcome === 'assigned' && before.has(sessionId))
          .map(({ sessionId }) => sessionId);
        const due = arrivals.filter((each) => before.has(each));
        promise(
          served.every((each, index) => due[index] === each),
          'the queue is served in order',
        );
        arrivals.push(...change.outcomes.filter(({ route }) => route.outcome === 'queued').map(({ sessionId }) => sessionId));
      }
    }),
    runs,
  );
});
