import fc from 'fast-check';
import { isOpen } from '#libs/calendar/index';
import { scheduleChanged, shopChanged } from '../../copies/domain/take-snapshots';
import { replayDecision } from '../../decision/domain/replay-decision';
import { assignSession, pullSession, releaseSession, transferToAgent, transferToGroup } from '../../handover/domain/hand-over';
import type { Presence } from '../../presence/domain/agent';
import { setPresence } from '../../presence/domain/set-presence';
import { setCapacity } from '../../presence/domain/set-capacity';
import { canMove } from '../../queue/domain/drain';
import { humanRequested } from '../../queue/domain/human-requested';
import { groupsOfPool, mayTake, membersOf } from '../../queue/domain/pools';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionEnded } from '../../queue/domain/session-ended';
import { sessionReturned } from '../../queue/domain/session-returned';
import { liveAssignment } from '../../queue/domain/session-placement';
import { sessionStarted } from '../../queue/domain/session-started';
import { unknownFacts, type SessionFacts } from '../../queue/domain/waiting-entry';
import { saveGroup, savePriorityCrowds, saveSettings } from '../../rules/domain/save-rules';
import { at, flight, hoursVersion, placementsOf, settings, shopWith } from './example-shop';
import type { ShopChange } from './shop-change';
import type { ShopState } from './shop-state';

/* Random histories of a shop with groups, returning buyers, crowds, an offline list, a bot and people who move sessions: the promises hold after every flight. */

const agents = ['A', 'B', 'C', 'D'] as const;
const agent = fc.constantFrom(...agents);
const session = fc.nat({ max: 25 }).map((number) => `s${number}`);
const statuses = ['UNPAID', 'SHIPPED', 'AFTER_SALES', 'COMPLETED'] as const;

const facts: fc.Arbitrary<Partial<SessionFacts>> = fc.record(
  {
    orderStatus: fc.constantFrom(...statuses),
    lastHuman: fc.record({ agentId: agent, at: fc.constantFrom('2026-03-01T09:00:00+08:00', '2026-02-20T09:00:00+08:00') }),
    crowds: fc.constant([{ crowdId: 'vip', kind: 'CUSTOM', joinedAt: '2026-02-01T00:00:00.000Z' }]),
    exclusiveAgentId: agent,
    purchases: fc.constant({ recent: ['2026-02-25T10:00:00+08:00'], firstPaidAt: '2026-02-25T10:00:00+08:00' }),
  },
  { requiredKeys: [] },
);

type Act = (change: ShopChange) => unknown;
const mover = (accountId: string) => ({ accountId, isManager: false });
const withAgent = (change: ShopChange, id: string): string =>
  placementsOf(change.state)
    .map(liveAssignment)
    .find((live) => live?.sessionId === id)?.agentId ?? 'A';

const acts: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Act> }[] = [
  {
    weight: 8,
    arbitrary: fc.tuple(session, facts).map(
      ([id, brought]): Act =>
        (change) =>
          write(change, id, brought),
    ),
  },
  {
    weight: 3,
    arbitrary: session.map(
      (id): Act =>
        (change) =>
          sessionClosed(change, id, change.now),
    ),
  },
  {
    weight: 2,
    arbitrary: session.map(
      (id): Act =>
        (change) =>
          sessionEnded(change, id, change.now),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(agent, fc.constantFrom<Presence>('ONLINE', 'ONLINE', 'REST', 'SUSPENDED', 'OFFLINE')).map(
      ([agentId, presence]): Act =>
        (change) =>
          setPresence(change, { agentId, presence, reason: null, device: null }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(agent, fc.option(fc.integer({ min: 1, max: 3 }))).map(
      ([agentId, maxCapacity]): Act =>
        (change) =>
          setCapacity(change, { agentId, maxCapacity }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(session, agent).map(
      ([id, to]): Act =>
        (change) =>
          pullSession(change, id, mover(to)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(session, agent).map(
      ([id, to]): Act =>
        (change) =>
          assignSession(change, id, to, mover('A')),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(session, agent).map(
      ([id, to]): Act =>
        (change) =>
          transferToAgent(change, id, to, mover(withAgent(change, id)), null),
    ),
  },
  {
    weight: 1,
    arbitrary: session.map(
      (id): Act =>
        (change) =>
          transferToGroup(change, id, 'g1', mover(withAgent(change, id)), null),
    ),
  },
  {
    weight: 2,
    arbitrary: session.map(
      (id): Act =>
        (change) =>
          releaseSession(change, id, mover(withAgent(change, id)), null),
    ),
  },
  {
    weight: 2,
    arbitrary: session.map(
      (id): Act =>
        (change) =>
          sessionReturned(change, { sessionId: id, agentId: withAgent(change, id), returnedAt: change.now, waitingSince: change.now }),
    ),
  },
  {
    weight: 2,
    arbitrary: session.map(
      (id): Act =>
        (change) =>
          humanRequested(change, {
            sessionId: id,
            openedAt: change.now,
            requestedAt: change.now,
            revision: 99,
            facts: { ...unknownFacts, viaBot: true },
          }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('g1', 'g2'), fc.subarray([...agents]), fc.subarray([...statuses]))
      .map(([id, members, bound]): Act => (change) => {
        const known = change.state.rules.groups.some((group) => group.id === id);
        return saveGroup(change, { groupId: known ? id : null, newId: id, name: id, members, statuses: bound, crowds: [] });
      }),
  },
  {
    weight: 1,
    arbitrary: fc.subarray([...agents]).map(
      (offlineAgents): Act =>
        (change) =>
          saveSettings(change, { offlineAgents }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom([], ['vip']).map(
      (crowds): Act =>
        (change) =>
          savePriorityCrowds(change, crowds),
    ),
  },
];

const act = fc.oneof(...acts);

/** Hours of the shop or of a group: from the hour `start` to `end` each day, or none of its own. */
const hours: fc.Arbitrary<Act> = fc
  .record({ groupId: fc.constantFrom(null, 'g1', 'g2'), start: fc.nat({ max: 11 }), length: fc.nat({ max: 12 }) })
  .map(({ groupId, start, length }): Act => (change) => {
    const weekly = Array.from({ length: 7 }, () => (length === 0 ? [] : [{ start: start * 60, end: (start + length) * 60 }]));
    const version = hoursVersion(change.state.schedules.length + 1, change.now, weekly);
    scheduleChanged(change, { ...version, groupId, followsShop: groupId !== null && length === 0 });
  });

const write = (change: ShopChange, sessionId: string, brought: Partial<SessionFacts>): void =>
  sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...brought } }, null);

const policy = fc.record({
  routingMode: fc.constantFrom('BASIC' as const, 'GROUP' as const, 'GROUP' as const),
  queueEnabled: fc.constantFrom(true, true, false),
  assignStrategy: fc.constantFrom('EVEN' as const, 'LOWEST_SATURATION' as const, 'WEIGHTED' as const),
  offlineRouting: fc.boolean(),
  unavailableHandling: fc.constantFrom('QUEUE' as const, 'MESSAGE_POOL' as const, 'OWNER' as const),
  availabilityTest: fc.constantFrom('ANY_ONLINE' as const, 'ONLINE_NOT_SUSPENDED' as const),
  botFirst: fc.constantFrom(false, false, true),
  newCustomerPriority: fc.boolean(),
  returningPriority: fc.boolean(),
  returningBypassesCapacity: fc.boolean(),
  priorityCrowds: fc.boolean(),
});

/** Causes that may go beyond the capacity (INV-2, RES-42). */
const mayPass: readonly string[] = ['RETURNING', 'PRIORITY_CROWD', 'MANUAL', 'OFFLINE_LIST', 'NO_QUEUE', 'OWNER', 'PROXY'];

function promise(kept: boolean, what: string): void {
  if (!kept) throw new Error(`Broken: ${what}`);
}

function checkPromises(state: ShopState, change: ShopChange): void {
  const placements = placementsOf(state);
  const live = placements.flatMap((placement) => liveAssignment(placement) ?? []);
  for (const { route, load, capacity } of change.outcomes)
    if (route.outcome === 'assigned' && capacity !== null && load > capacity)
      promise(mayPass.includes(route.cause), `${route.cause} keeps to the capacity`);
  for (const one of state.agents.values()) {
    const mine = live.filter(({ agentId }) => agentId === one.id);
    promise(one.load === mine.length, 'every slot has one session');
    promise(one.overLoad === mine.filter(({ over }) => over !== null).length, 'loads beyond capacity are counted apart');
    promise(one.held === mine.filter(({ heldAt }) => heldAt !== null).length, 'held slots are counted');
    promise(one.ceiling === null || one.load - one.overLoad <= one.ceiling, 'the normal load is within the ceiling');
  }
  promise(new Set(live.map(({ sessionId }) => sessionId)).size === live.length, 'one live assignment per session');
  const waiting = placements.flatMap((placement) => placement.waiting ?? []);
  promise(!waiting.some(({ sessionId }) => live.some((one) => one.sessionId === sessionId)), 'nobody waits and is served');
  promise(!canMove({ state, now: change.now }), 'whoever can move has moved');
  const idle = [...state.agents.values()].filter(
    (one) => one.account.hasAgentRole && one.presence === 'ONLINE' && (one.maxCapacity === null || one.load < one.maxCapacity),
  );
  const isOpenAt = opening(state, change.now);
  for (const { pool, kind } of waiting) {
    const groups = groupsOfPool(pool, state.rules.groups);
    const open = groups.filter(({ id }) => isOpenAt(id));
    promise(kind !== 'QUEUED' || (groups.length === 0 ? isOpenAt(null) : open.length > 0), 'nobody queues while nobody receives');
    const members = membersOf(pool, { ...state.rules, groups: open });
    const mine = idle.filter(({ id }) => mayTake(members, id) && works(state, isOpenAt, id));
    promise(kind !== 'QUEUED' || mine.length === 0, 'nobody waits beside a free agent of the pool');
  }
  // What was decided at an opening, before hours or groups changed at the same instant, was right then.
  const isSettled = change.schedules.size === 0 && change.rulesChanged === null;
  for (const { route } of isSettled ? change.outcomes : [])
    if (route.outcome === 'assigned' && !['MANUAL', 'OWNER', 'OFFLINE_LIST'].includes(route.cause))
      promise(works(state, isOpenAt, route.agentId), 'nobody gets a buyer outside its hours');
}

/** Whether the shop (null) or a group receives, asked of the calendar alone. */
const opening = ({ schedules: versions }: ShopState, now: Date) => {
  const rules = { zone: 'Asia/Shanghai', versions, holidayMode: null, override: null };
  return (groupId: string | null): boolean => isOpen(rules, now, groupId);
};

/** Under group routing an agent works while one of its groups is open, one without a group while the shop is. */
function works({ rules, settings: known }: ShopState, isOpenAt: (groupId: string | null) => boolean, agentId: string): boolean {
  const mine = rules.groups.filter(({ members }) => members.includes(agentId));
  if (known?.policy.routingMode !== 'GROUP' || mine.length === 0) return known?.policy.routingMode !== 'GROUP' || isOpenAt(null);
  return mine.some(({ id }) => isOpenAt(id));
}

function checkOutcomes(state: ShopState, change: ShopChange): void {
  const accountOf = (number: number): string => [...state.agents.values()].find(({ agentNo }) => agentNo === number)?.id ?? '';
  for (const { sessionId, route, record } of change.outcomes) {
    if (route.cause === 'MANUAL') continue;
    const kept = { ...record, id: '', sessionId, outcome: '', agentId: route.outcome === 'assigned' ? route.agentId : null };
    const difference = replayDecision({ ...kept, cause: route.cause, rule: route.rule }, accountOf);
    promise(difference === null, `a decision replays to itself: ${JSON.stringify(difference)}`);
  }
}

function play(acted: fc.Arbitrary<Act>): void {
  const story = fc.array(fc.record({ minutes: fc.constantFrom(0, 0, 1, 5, 30), act: acted }), { minLength: 30, maxLength: 90 });
  fc.assert(
    fc.property(policy, story, (chosen, days) => {
      const state = shopWith(
        { A: { capacity: 2 }, B: { capacity: 1 }, C: { capacity: 1, presence: 'OFFLINE' }, D: { capacity: 2 } },
        chosen,
      );
      flight(state, at('09:00'), (change) => {
        shopChanged(change, settings(chosen, { version: 2, tiers: [{ month: '2026-03', tier: 'GOLD' }] }));
        saveGroup(change, { groupId: null, newId: 'g1', name: 'g1', members: ['A', 'B'], statuses: ['UNPAID', 'SHIPPED'], crowds: [] });
      });
      let now = at('09:00').getTime();
      for (const { minutes, act: one } of days) {
        now += minutes * 60_000;
        const change = flight(
          state,
          new Date(now),
          (each) => void one(each),
          () => 0.5,
        );
        checkPromises(state, change);
        checkOutcomes(state, change);
      }
    }),
    { numRuns: 300 },
  );
}

it('INV-2, INV-4, RTE-28, RTE-62: with groups, crowds, returning buyers, a bot and moves by hand, whatever happens', () => play(act));

it('SCH-17, SCH-19, RTE-28: the same while groups and shop have hours that change', () =>
  play(fc.oneof(...acts, { weight: 3, arbitrary: hours })));
