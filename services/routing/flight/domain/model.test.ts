import fc from 'fast-check';
import { canMove, isUnfinished } from '../../queue/domain/drain';
import { saveSettings } from '../../rules/domain/save-rules';
import type { ShopChange } from './shop-change';
import { at, flight, left, placementsOf, queued, shopWith, start, told } from './example-shop';
import { agentsOf } from '../../presence/domain/roster';
import { freeAgents } from '../../presence/domain/free-agents';
import { sessionClosed } from '../../queue/domain/session-closed';
import { isOpenNow, type ShopState } from './shop-state';
import { apply, day } from './random-day';
import { liveAssignment } from '../../queue/domain/session-placement';
import { byQueue } from '../../queue/domain/waiting-entry';
import { extend, isComplete, needsHead, waitingList, type WaitingList } from '../../queue/domain/waiting-list';

/* Random days of a shop with three agents: whatever happens, the promises hold after every flight. */

const minute = 60_000;

const policy = fc.record({
  queueEnabled: fc.constantFrom(true, true, false),
  assignStrategy: fc.constantFrom('EVEN' as const, 'LOWEST_SATURATION' as const, 'WEIGHTED' as const),
  unavailableHandling: fc.constantFrom('QUEUE' as const, 'MESSAGE_POOL' as const, 'OWNER' as const),
  availabilityTest: fc.constantFrom('ANY_ONLINE' as const, 'ONLINE_NOT_SUSPENDED' as const),
});

/** Most shops set no limit, and the others one or both. */
const limits = fc.record({
  queueLimit: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2 }),
  longestWaitMinutes: fc.option(fc.constantFrom(1, 5, 30), { freq: 2 }),
  offerTimeoutSeconds: fc.option(fc.constantFrom(30, 90, 400), { freq: 2 }),
});

type Limits = typeof limits extends fc.Arbitrary<infer L> ? L : never;

function limitedShop(agents: Parameters<typeof shopWith>[0], chosen: Parameters<typeof shopWith>[1], limit: Limits): ShopState {
  const state = shopWith(agents, chosen);
  if (Object.values(limit).some((one) => one !== null)) flight(state, at('09:00'), (change) => void saveSettings(change, limit));
  return state;
}

/** Cheaper than an assertion of the test runner, of which there would be a million. */
function promise(kept: boolean, what: string): void {
  if (!kept) throw new Error(`Broken: ${what}`);
}

function checkPromises(state: ShopState, change: ShopChange): void {
  const placements = placementsOf(state);
  const live = placements.flatMap((placement) => liveAssignment(placement) ?? []);
  for (const { route, load, capacity, isAccepted } of change.outcomes) {
    // What was offered below the capacity may be accepted although it was lowered meanwhile.
    promise(
      route.outcome !== 'assigned' || isAccepted || route.over || capacity === null || load <= capacity,
      'nobody is assigned above capacity',
    );
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
  const hasRoom = (pool: string): boolean => agentsOf(state.roster, pool).free.ranked.length > 0;
  promise(!isOpenNow(state) || !waiting.some(({ pool }) => hasRoom(pool)), 'nobody waits beside a free agent');
  promise(!canMove({ state, now: change.now }), 'whoever can move has moved');
  const closedAllAlong = !isOpenNow(state) && change.schedules.size === 0;
  promise(
    !closedAllAlong ||
      (queued(state) === 0 && !change.outcomes.some(({ route, isAccepted }) => route.outcome === 'assigned' && !isAccepted)),
    'nothing is assigned, offered or queued while closed',
  );
  const { ranked } = freeAgents(state.roster.strategy, state.agents.values());
  promise(ranked.length === free.ranked.length && ranked.every((one, index) => free.ranked[index] === one), 'free agents are ranked');
}

/** RTE-34: what a shop sets for its queue holds, and the next who will have waited for too long is not forgotten. */
function checkLimits(state: ShopState, now: Date): void {
  const { queueLimit, longestWaitMinutes, offerTimeoutSeconds } = state.rules;
  // Who comes back from an offer is let in all the same.
  promise(queueLimit === null || offerTimeoutSeconds !== null || queued(state) <= queueLimit, 'a queue holds no more than its limit');
  if (longestWaitMinutes === null) {
    return promise(offerTimeoutSeconds !== null || state.storedWakeAt === null, 'without a longest wait nobody is woken for it');
  }
  const since = placementsOf(state).flatMap(({ waiting }) => (waiting?.kind === 'QUEUED' ? [waiting.enqueuedAt.getTime()] : []));
  const due = since.map((enqueuedAt) => Math.max(enqueuedAt, state.openSince?.getTime() ?? 0) + longestWaitMinutes * minute);
  promise(
    due.every((one) => one > now.getTime()),
    'nobody queues for too long',
  );
  const woken = state.storedWakeAt?.getTime() ?? Infinity;
  promise(
    due.every((one) => woken <= one),
    'the shop is woken in time',
  );
}

/** What is on offer is kept and ends in time, and comes to no agent twice who said no or did not answer. */
function checkOffers(state: ShopState, change: ShopChange, over: Set<string>): void {
  const live = placementsOf(state).flatMap((placement) => liveAssignment(placement) ?? []);
  const offered = live.filter(({ offer }) => offer !== null).map(({ sessionId }) => sessionId);
  promise([...state.offers.keys()].sort().join() === offered.sort().join(), 'what is on offer is remembered');
  const due = [...state.offers.values()].map(({ offer }) => offer.until);
  promise(
    due.every((until) => until >= change.now.getTime() && (state.storedWakeAt?.getTime() ?? Infinity) <= until + 1),
    'an offer ends in time',
  );
  promise(state.rules.offerTimeoutSeconds !== null || due.length === 0, 'nothing is offered while that is off');
  const before = new Set(over);
  for (const { sessionId, agentId, how } of change.declined) if (how !== 'WITHDRAWN') over.add(`${sessionId} ${agentId}`);
  const given = change.outcomes.flatMap(({ sessionId, route }) => (route.outcome === 'assigned' ? [`${sessionId} ${route.agentId}`] : []));
  promise(!given.some((one) => before.has(one)), 'nobody is asked again who said no or did not answer');
}

const runs = { numRuns: 60 };

it('INV-2, RTE-28, RTE-34, SCH-19: never above capacity, offers end in time, nobody waits beside a free agent, nothing is assigned while closed, every slot has one session', () => {
  fc.assert(
    fc.property(policy, limits, day, (chosen, limit, story) => {
      const state = limitedShop({ A: { capacity: 2 }, B: { capacity: 1 }, C: { capacity: 1, presence: 'OFFLINE' } }, chosen, limit);
      const over = new Set<string>();
      let now = at('09:00').getTime();
      for (const { afterMinutes, happening: one } of story) {
        now += afterMinutes * minute;
        const change = flight(state, new Date(now), (each) => apply(each, one));
        checkPromises(state, change);
        checkOffers(state, change, over);
        checkLimits(state, new Date(now));
      }
    }),
    runs,
  );
});

/** Buyers who were declined come back past those who are not in memory, for the moment of an unfinished drain. */
const withoutOffers = limits.map((limit) => ({ ...limit, offerTimeoutSeconds: null }));

it('RTE-28 a state whose lists are in memory only in part decides as the whole one', () => {
  fc.assert(
    fc.property(policy, withoutOffers, day, fc.integer({ min: 1, max: 3 }), (chosen, limit, story, size) => {
      const agents = { A: { capacity: 2 }, B: { capacity: 1 }, C: { capacity: 1, presence: 'OFFLINE' } } as const;
      const [whole, part] = [limitedShop(agents, chosen, limit), limitedShop(agents, chosen, limit)];
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
  for (const one of listsOf(state)) if (needsHead(one.list)) extend(one.list, stored(state, one).slice(0, size));
  return assigned(flight(state, new Date(now)));
}

interface ListOfPool {
  readonly pool: string;
  readonly list: WaitingList;
}

const listsOf = (state: ShopState): ListOfPool[] =>
  [...state.pools.values()].flatMap(({ key: pool, queue, left: messages }) => [
    { pool, list: queue },
    { pool, list: messages },
  ]);

/** What the database holds of a list, in order. */
const stored = (state: ShopState, { pool, list }: ListOfPool) =>
  placementsOf(state)
    .flatMap(({ waiting }) =>
      waiting?.pool === pool && waiting.kind === (list.order === byQueue ? 'QUEUED' : 'LEFT_MESSAGE') ? [waiting] : [],
    )
    .sort(list.order);

/** Leaves only the first entries of each list in memory, as after a reload. */
function shorten(state: ShopState, size: number): void {
  for (const one of listsOf(state)) {
    const { list } = one;
    if (!isComplete(list)) continue;
    const { entries } = waitingList(list.order, stored(state, one).slice(0, size));
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
