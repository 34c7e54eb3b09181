import fc from 'fast-check';
import { replayDecision } from '../../decision/domain/replay-decision';
import type { Agent, Presence } from '../../presence/domain/agent';
import { setPresence } from '../../presence/domain/set-presence';
import { canMove } from '../../queue/domain/drain';
import { sessionClosed } from '../../queue/domain/session-closed';
import { liveAssignment } from '../../queue/domain/session-placement';
import { sessionStarted } from '../../queue/domain/session-started';
import { byQueue, unknownFacts, type SessionFacts } from '../../queue/domain/waiting-entry';
import { saveSettings, type SettingsToSave } from '../../rules/domain/save-rules';
import { at, flight, placementsOf, shopWith } from './example-shop';
import type { ShopChange } from './shop-change';
import type { ShopState } from './shop-state';

/* Random histories of a shop that limits what agents get beyond their capacity: the promises hold after every flight. */

const agents = ['A', 'B', 'C'] as const;

type Act = (change: ShopChange) => unknown;
interface Weighted {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Act>;
}

const facts: fc.Arbitrary<Partial<SessionFacts>> = fc.record({
  channel: fc.constantFrom('DOUYIN', 'TAOBAO'),
  orderStatus: fc.constantFrom('UNPAID' as const, 'UNPAID' as const, 'AFTER_SALES' as const),
});

const channelLimit = fc.record({
  agentId: fc.option(fc.constantFrom(...agents)),
  channel: fc.constant('DOUYIN'),
  most: fc.integer({ min: 1, max: 2 }),
});

const limits: fc.Arbitrary<SettingsToSave> = fc.record(
  {
    channelLimits: fc.uniqueArray(channelLimit, { selector: ({ agentId }) => agentId, maxLength: 3 }),
    workUnits: fc.constantFrom([], [{ status: 'AFTER_SALES' as const, slots: 2 }], [{ status: 'AFTER_SALES' as const, slots: 3 }]),
    assignmentRate: fc.option(fc.record({ sessions: fc.integer({ min: 1, max: 3 }), seconds: fc.constantFrom(30, 90) })),
  },
  { requiredKeys: [] },
);

const acts = (numbers: fc.Arbitrary<string>): Weighted[] => [
  {
    weight: 8,
    arbitrary: fc.tuple(numbers, facts).map(
      ([sessionId, brought]): Act =>
        (change) =>
          sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...brought } }, null),
    ),
  },
  {
    weight: 5,
    arbitrary: numbers.map(
      (id): Act =>
        (change) =>
          sessionClosed(change, id, change.now),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...agents), fc.constantFrom<Presence>('ONLINE', 'ONLINE', 'REST')).map(
      ([agentId, presence]): Act =>
        (change) =>
          setPresence(change, { agentId, presence, reason: null, device: null }),
    ),
  },
  {
    weight: 1,
    arbitrary: limits.map(
      (toSave): Act =>
        (change) =>
          saveSettings(change, toSave),
    ),
  },
  { weight: 3, arbitrary: fc.constant<Act>(() => undefined) },
];

const act = fc.oneof(...acts(fc.nat({ max: 25 }).map((number) => `s${number}`)));

function promise(kept: boolean, what: string): void {
  if (!kept) throw new Error(`Broken: ${what}`);
}

/** When each agent was given sessions since the shop's rate is as it is. */
class Given {
  private rate = '';
  private readonly times = new Map<string, number[]>();

  check({ rules }: ShopState, { outcomes, now }: ShopChange): void {
    const rate = JSON.stringify(rules.assignmentRate);
    if (rate !== this.rate) {
      // Of the flight that sets it, some were given before.
      this.times.clear();
      this.rate = rate;
      return;
    }
    for (const { route } of outcomes) {
      if (route.outcome !== 'assigned') continue;
      const times = [...(this.times.get(route.agentId) ?? []), now.getTime()];
      this.times.set(route.agentId, times);
      if (rules.assignmentRate === null) continue;
      const { sessions, seconds } = rules.assignmentRate;
      promise(times.filter((time) => time > now.getTime() - seconds * 1_000).length <= sessions, 'the rate is kept');
    }
  }
}

function mostOf({ rules }: ShopState, agentId: string, channel: string): number {
  const mine = (rules.channelLimits ?? []).filter((one) => one.channel === channel);
  return (mine.find((one) => one.agentId === agentId) ?? mine.find((one) => one.agentId === null))?.most ?? Infinity;
}

const isAfterSales = ({ orderStatus }: SessionFacts): boolean => orderStatus === 'AFTER_SALES';

/** How many slots of an agent a session takes now, by the shop's own words. */
function slotsFor(state: ShopState, agent: Agent, facts: SessionFacts): number {
  const asked = isAfterSales(facts) ? (state.rules.workUnits?.[0]?.slots ?? 1) : 1;
  return Math.min(asked, agent.maxCapacity ?? asked, mostOf(state, agent.id, facts.channel));
}

function checkPromises(state: ShopState, change: ShopChange): void {
  const placements = placementsOf(state);
  const live = placements.flatMap((placement) => liveAssignment(placement) ?? []);
  const loadOf = (agentId: string, channel?: string): number =>
    live
      .filter((one) => one.agentId === agentId && (channel === undefined || one.facts?.channel === channel))
      .reduce((sum, { slots }) => sum + (slots ?? 1), 0);
  for (const one of state.agents.values()) {
    promise(one.load === loadOf(one.id), 'every slot has its session');
    promise(one.maxCapacity === null || one.load <= one.maxCapacity, 'nobody is above capacity');
  }
  for (const { sessionId, agentId, facts: of } of live) {
    const isNew = !change.rulesChanged && change.outcomes.some((one) => one.sessionId === sessionId);
    promise(!isNew || !of || loadOf(agentId, of.channel) <= mostOf(state, agentId, of.channel), 'a channel keeps to its limit');
  }
  promise(!canMove({ state, now: change.now }), 'whoever can move has moved');
  const waiting = placements.flatMap((placement) => placement.waiting ?? []);
  const online = [...state.agents.values()].filter((one) => one.presence === 'ONLINE' && !state.paused.has(one));
  for (const entry of waiting)
    for (const one of online) {
      const slots = slotsFor(state, one, entry.facts);
      const fits =
        one.load + slots <= (one.maxCapacity ?? Infinity) &&
        loadOf(one.id, entry.facts.channel) + slots <= mostOf(state, one.id, entry.facts.channel);
      const isKept = state.kept.has(one) && waiting.some((other) => isAfterSales(other.facts) && byQueue(other, entry) < 0);
      promise(!fits || isKept, 'nobody waits beside an agent who may take them and is not kept for somebody before');
    }
  const resumes = [...state.paused.values()];
  promise(
    waiting.length === 0 || resumes.every((time) => (state.storedWakeAt?.getTime() ?? Infinity) <= time),
    'the shop is woken in time',
  );
}

function checkOutcomes(state: ShopState, change: ShopChange): void {
  const accountOf = (number: number): string => [...state.agents.values()].find(({ agentNo }) => agentNo === number)?.id ?? '';
  for (const { sessionId, route, record } of change.outcomes) {
    const kept = { ...record, id: '', sessionId, outcome: '', agentId: route.outcome === 'assigned' ? route.agentId : null };
    const difference = replayDecision({ ...kept, cause: route.cause, rule: route.rule }, accountOf);
    promise(difference === null, `a decision replays to itself: ${JSON.stringify(difference)}`);
  }
}

it('INV-2, INV-4, RTE-28: whatever limits agents, they are kept, and whoever may be served is', () => {
  const story = fc.array(fc.record({ seconds: fc.constantFrom(0, 0, 1, 10, 30, 90), act }), { minLength: 30, maxLength: 90 });
  fc.assert(
    fc.property(limits, story, (chosen, days) => {
      const state = shopWith({ A: { capacity: 3 }, B: { capacity: 2 }, C: { capacity: null, presence: 'REST' } });
      const given = new Given();
      let now = at('09:00').getTime();
      flight(state, new Date(now), (change) => void saveSettings(change, chosen));
      for (const { seconds, act: one } of days) {
        now += seconds * 1_000;
        const change = flight(state, new Date(now), (each) => void one(each));
        checkPromises(state, change);
        checkOutcomes(state, change);
        given.check(state, change);
      }
    }),
    { numRuns: 300 },
  );
});
