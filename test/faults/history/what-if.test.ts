import fc from 'fast-check';
import { newId } from '#libs/platform/process/ids';
import { assignSession, pullSession, releaseSession, transferToAgent } from '#services/routing/handover/domain/hand-over';
import { at, settings } from '#services/routing/flight/domain/example-shop';
import type { Presence } from '#services/routing/presence/domain/agent';
import { isByHand, replayDecision } from '#services/routing/decision/domain/replay-decision';
import type { AgentSkills } from '#services/routing/rules/domain/skills';
import { saveGroup, saveSettings } from '#services/routing/rules/domain/save-rules';
import type { StormFacts } from '#test/load/storm-groups';
import { noRules } from '#services/routing/rules/domain/routing-rules';
import type { Happening } from '#services/routing/whatif/domain/happening';
import { happeningsOf, type LoggedEvent } from '#services/routing/whatif/app/happenings-of';
import { noChanges, played, recorded, type Period } from '#services/routing/whatif/domain/what-if';
import { whatIfReport } from '#infra/whatif/what-if-report';
import { agentFact, shopFact } from '#test/load/storm-facts';
import { recordHistory, type Recorder } from './record-history';

/* What a replay on paper makes of days that were recorded, each fact a while after the other. */

type Policy = Parameters<typeof settings>[0];
const capacities = { A: 2, B: 1, C: 3 };

/** What the shop service and the recorder's set-up would have told. */
const snapshots = (policy: Policy): Happening[] => [
  { kind: 'settings', settings: settings(policy), atMs: at('09:00').getTime(), number: -1 },
  ...Object.keys(capacities).map((accountId): Happening => {
    const facts = { version: 1, hasAgentRole: true, imEnabled: true, noRouting: false, active: true };
    return { kind: 'account', accountId, facts, atMs: at('09:00').getTime() + 1, number: -1 };
  }),
];

function periodOf(recorder: Recorder, policy: Policy, fromMs: number): Period {
  const happenings = [...snapshots(policy), ...happeningsOf(recorder.log)];
  const toMs = Math.max(...happenings.map(({ atMs }) => atMs)) + 1;
  return { shopId: 'S', happenings, fromMs, toMs, limited: [], ...recorder.setup() };
}

const noRandom = (): number => 0.5;

const [number, agent] = [fc.nat({ max: 12 }), fc.constantFrom('A', 'B', 'C')];

const act = fc.oneof(
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('start' as const), number }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('end' as const, 'leave' as const, 'reenter' as const), number }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('close' as const), number }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('give back' as const, 'release' as const), number }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('pull' as const, 'assign' as const, 'transfer' as const), number, agent }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: fc.constant('presence' as const), agent },
      presence: fc.constantFrom<Presence>('ONLINE', 'ONLINE', 'REST', 'SUSPENDED', 'OFFLINE'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('capacity' as const), agent, capacity: fc.integer({ min: 1, max: 3 }) }) },
);

type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** A session service: what an agent who goes OFFLINE had goes back to routing. */
function stage(recorder: Recorder, factsOf: (count: number) => StormFacts = () => ({})): (one: Act) => void {
  const open = new Map<number, string>();
  const ended = new Set<string>();
  let count = 0;
  const begin = (of: number, reentryOf?: string): void => {
    const id = `s${++count}`;
    open.set(of, id);
    recorder.start(id, reentryOf, factsOf(count));
  };
  const manager = { accountId: 'A', isManager: true };
  const goOffline = (agentId: string): void => {
    const mine = recorder.rows().assigned.filter((one) => one.agentId === agentId && !ended.has(one.sessionId));
    recorder.presence(agentId, 'OFFLINE');
    for (const { sessionId } of mine) {
      if (recorder.holderOf(sessionId) !== agentId) continue;
      recorder.wait(1_000);
      recorder.giveBack(sessionId);
      recorder.fly();
    }
  };
  return (one) => {
    if (one.kind === 'presence') return one.presence === 'OFFLINE' ? goOffline(one.agent) : recorder.presence(one.agent, one.presence);
    if (one.kind === 'capacity') return recorder.capacity(one.agent, one.capacity);
    const id = open.get(one.number);
    if (id === undefined) return one.kind === 'start' ? begin(one.number) : undefined;
    const isHeld = recorder.holderOf(id) !== null;
    switch (one.kind) {
      case 'start':
        return;
      case 'end':
        if (isHeld && !ended.has(id)) recorder.end(id);
        if (isHeld) ended.add(id);
        return;
      case 'reenter':
        return ended.has(id) ? begin(one.number, id) : undefined;
      case 'give back':
        return isHeld && !ended.has(id) ? recorder.giveBack(id) : undefined;
      case 'leave':
      case 'close':
        if ((one.kind === 'close') !== isHeld) return;
        open.delete(one.number);
        return recorder.close(id, isHeld ? 'AGENT_CLOSED' : 'BUYER_LEFT');
      case 'pull':
        return recorder.command((change) => void pullSession(change, id, { accountId: one.agent, isManager: false }));
      case 'assign':
        return recorder.command((change) => void assignSession(change, id, one.agent, manager));
      case 'release':
        return recorder.command((change) => void releaseSession(change, id, manager, null));
      case 'transfer':
        return recorder.command((change) => void transferToAgent(change, id, one.agent, manager, null));
      default:
        return one satisfies never;
    }
  };
}

const policies = fc.record({
  queueEnabled: fc.constantFrom(true, true, false),
  assignStrategy: fc.constantFrom('EVEN' as const, 'LOWEST_SATURATION' as const, 'WEIGHTED' as const),
  unavailableHandling: fc.constantFrom('QUEUE' as const, 'MESSAGE_POOL' as const),
});

it('INV-4 under the same settings a replay gives each buyer the agent it had, with the same wait, from whatever instant it begins', () => {
  fc.assert(
    fc.property(policies, fc.array(act, { minLength: 30, maxLength: 120 }), fc.nat({ max: 60 }), (policy, acts, before) => {
      const recorder = recordHistory(capacities, policy);
      const play = stage(recorder);
      let fromMs = at('10:00').getTime();
      acts.forEach((one, index) => {
        recorder.wait(30_000);
        if (index === before) fromMs += 30_000 * index;
        play(one);
        recorder.fly();
      });
      const period = periodOf(recorder, policy, fromMs + 1);
      expect(played(period, noChanges, noRandom)).toEqual(recorded(period, noRandom));
    }),
    { numRuns: 200 },
  );
});

const skill = { name: 'size', level: 3 };

/** Settings beyond the policy, each there or not. What comes by waiting comes on whole seconds, and so never at the instant of something else. */
const setUps = fc.record(
  {
    workUnits: fc.constant([{ status: 'UNPAID' as const, slots: 2 }]),
    assignmentRate: fc.record({ sessions: fc.integer({ min: 1, max: 2 }), seconds: fc.constantFrom(30, 90) }),
    channelLimits: fc.constantFrom([{ agentId: null, channel: 'storm', most: 1 }], [{ agentId: 'C', channel: 'other', most: 1 }]),
    skillRings: fc.constantFrom([], [{ afterSeconds: 90, levels: null, anyLanguage: true }]),
    overflow: fc.constantFrom(30, 120),
  },
  { requiredKeys: [] },
);

const factsBy = fc.infiniteStream(
  fc.record(
    {
      orderStatus: fc.constantFrom('UNPAID' as const, 'SHIPPED' as const),
      channel: fc.constant('other'),
      needs: fc.constantFrom({ skills: [skill], language: null }, { skills: [], language: 'en' }),
    },
    { requiredKeys: [] },
  ),
);

it('INV-4 so it does with work units, an assignment rate, limits of channels, skills and rings, and overflow, whichever are on', () => {
  const given = { queueEnabled: true, routingMode: 'GROUP' as const };
  fc.assert(
    fc.property(setUps, factsBy, fc.array(act, { minLength: 30, maxLength: 90 }), ({ overflow, ...chosen }, facts, acts) => {
      const recorder = recordHistory({ ...capacities, C: 4 }, given, (change) => {
        const agentSkills = [{ agentId: 'A', skills: [skill], languages: ['en'] }];
        saveSettings(change, { ...chosen, ...(chosen.skillRings && { agentSkills }) });
        if (overflow === undefined) return;
        saveGroup(change, { groupId: null, newId: 'g2', name: 'g2', members: ['B', 'C'], statuses: ['SHIPPED'], crowds: [] });
        const next = { toGroupId: 'g2', afterSeconds: overflow };
        saveGroup(change, { groupId: null, newId: 'g1', name: 'g1', members: ['A'], statuses: ['UNPAID'], crowds: [], overflow: next });
      });
      const play = stage(recorder, () => facts.next().value);
      for (const one of acts) {
        recorder.pass(30_007);
        play(one);
        recorder.fly();
      }
      const period = periodOf(recorder, given, at('10:00').getTime() + 1);
      expect(played(period, noChanges, noRandom)).toEqual(recorded(period, noRandom));
      const difference = recorder.decided.flatMap((one) => (isByHand(one) ? [] : (replayDecision(one, recorder.accountOf) ?? [])));
      expect(difference).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** A log as metrics keeps it: the shop, its agents, and what the recorder told. */
function logged(recorder: Recorder): LoggedEvent[] {
  const snapshots = [shopFact('S'), ...recorder.agents.map((id) => agentFact('S', id))];
  return [...snapshots.map((event) => ({ ...event, value: { ...event.value, occurredAt: at('09:00').toISOString() } })), ...recorder.log];
}

/** Twelve buyers in two minutes for six slots, four minutes each; one who waits leaves after a minute. */
function busyDay(recorder = recordHistory(capacities)): Recorder {
  const pause = (ms: number): void => {
    recorder.fly();
    recorder.wait(ms);
  };
  for (let buyer = 1; buyer <= 12; buyer += 1) {
    recorder.start(`b${buyer}`);
    pause(10_000);
  }
  pause(60_000);
  recorder.close('b12', 'BUYER_LEFT');
  for (let buyer = 1; buyer <= 11; buyer += 1) {
    pause(60_000);
    if (recorder.holderOf(`b${buyer}`) !== null) recorder.close(`b${buyer}`, 'AGENT_CLOSED');
  }
  pause(1);
  return recorder;
}

const report = (recorder: Recorder, file: string, fromMs = at('10:00').getTime() - 1, toMs = at('12:00').getTime()): string[] =>
  whatIfReport({ shopId: 'S', facts: logged(recorder), file, fromMs, toMs, limited: [], ...recorder.setup() });

const cells = (lines: readonly string[], name: string): string[] =>
  lines
    .find((line) => line.trim().startsWith(name))!
    .trim()
    .split(/ {3,}/)
    .slice(1);

it('INV-4 with twice the capacity nobody queues, and who left is served; with half of it more wait for longer', () => {
  const day = busyDay();
  const more = report(day, JSON.stringify({ capacities: { '*': 6 } }));
  expect(more.at(0)!.trim().split(/ {3,}/)).toEqual(['as it was', 'replayed', 'what if']);
  expect(cells(more, 'buyers who came')).toEqual(['12', '12', '12']);
  expect(cells(more, 'given to a first agent')).toEqual(['11', '11', '12']);
  expect(cells(more, 'buyers who queued')).toEqual(['6', '6', '0']);
  expect(cells(more, 'buyers who left')).toEqual(['1', '1', '0']);
  expect(cells(more, 'longest').at(-1)).toBe('0.0 s');
  expect(more.join('\n')).toContain('11 of 11 buyers get the agent they had (100.0 %)');
  const fewer = report(day, JSON.stringify({ capacities: { C: 1 }, routing: { queueLimit: 2 } }));
  expect(cells(fewer, 'buyers who queued').at(-1)).not.toBe('6');
  expect(Number(cells(fewer, 'buyers whose message was left').at(-1))).toBeGreaterThan(0);
  const saturated = report(day, JSON.stringify({ policy: { assignStrategy: 'LOWEST_SATURATION' } }));
  expect(cells(saturated, 'given to a first agent')).toEqual(['11', '11', '11']);
});

it('RTE-17, RTE-25, RTE-28 slots, a rate, a channel’s limit and overflow of the file act: buyers wait for longer, or less', () => {
  const [a, b, c] = [newId(), newId(), newId()].sort() as [string, string, string];
  const after = newId();
  const day = busyDay(
    recordHistory({ [a]: 2, [b]: 1, [c]: 3 }, {}, (change) => {
      saveGroup(change, { groupId: null, newId: after, name: 'after', members: [c], statuses: [], crowds: [] });
    }),
  );
  const queued = (file: object): number => Number(cells(report(day, JSON.stringify(file)), 'buyers who queued').at(-1));
  const givenInTime = (file: object): number =>
    Number(cells(report(day, JSON.stringify(file), at('10:00').getTime() - 1, at('10:12').getTime()), 'given to a first agent').at(-1));
  const routing = (settings: object) => ({ routing: settings });
  const capacity = { capacities: { '*': 6 } };
  expect([queued({}), queued(capacity)]).toEqual([6, 0]);
  expect(queued({ ...capacity, ...routing({ workUnits: [{ status: 'NO_ACTIVE_ORDER', slots: 3 }] }) })).toBe(6);
  expect(queued({ ...capacity, ...routing({ assignmentRate: { sessions: 1, seconds: 60 } }) })).toBeGreaterThan(3);
  expect(queued({ ...capacity, ...routing({ channelLimits: [{ channel: 'storm', most: 2 }] }) })).toBe(6);
  expect(queued({ ...capacity, ...routing({ channelLimits: [{ channel: 'other', most: 1 }] }) })).toBe(0);
  const grouped = (overflow: object | null) => ({
    ...{ policy: { routingMode: 'GROUP' }, groups: [{ name: 'pre', memberIds: [b], statuses: ['NO_ACTIVE_ORDER'], overflow }] },
  });
  expect([givenInTime(grouped(null)), givenInTime(grouped({ toGroupId: after, afterSeconds: 30 }))]).toEqual([3, 9]);
});

it.each<[string, string, string]>([
  ['is not JSON', '{', 'The settings file is not JSON.'],
  ['names an unknown setting', '{"policy":{"speed":1}}', 'speed is no setting of a shop'],
  ['names an unknown part', '{"polici":{}}', 'The settings file is not right: Unrecognized key: "polici".'],
  ['has a value that cannot be', '{"policy":{"assignStrategy":"FAST"}}', 'policy.assignStrategy is not right: Invalid option'],
  ['has a capacity of 0', '{"capacities":{"A":0}}', 'capacities.A is not right: 1 to 500.'],
  ['names a stranger', '{"capacities":{"Z":1}}', 'capacities names Z, which is no account of this shop.'],
  ['sends buyers to a bot', '{"policy":{"botFirst":true}}', 'botFirst cannot be played: nobody knows'],
  [
    'has agents wait for by the roster',
    '{"routing":{"returningWaitMinutes":5}}',
    'returningWaitMinutes cannot be played: who was on shift is not played.',
  ],
  ['has a limit out of range', '{"routing":{"queueLimit":0}}', 'routing.queueLimit is not right: 1 to 10000.'],
])('a settings file that %s is one sentence', (_, file, sentence) => {
  expect(() => report(busyDay(), file)).toThrow(sentence);
});

it('a period without buyers, and a shop that the log does not know, are one sentence', () => {
  const day = busyDay();
  expect(() => report(day, '{}', at('11:30').getTime())).toThrow('No buyer came in this period.');
  const nothing = {
    shopId: 'T',
    facts: [],
    file: '{}',
    rules: noRules,
    weights: new Map<string, number>(),
    skills: new Map<string, AgentSkills>(),
    limited: [],
  };
  expect(() => whatIfReport({ ...nothing, fromMs: 0, toMs: 1 })).toThrow('There is no shop T in the event log.');
});
