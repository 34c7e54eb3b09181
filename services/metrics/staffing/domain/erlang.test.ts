import fc from 'fast-check';
import { erlangA } from './erlang-a';
import { erlangC, requiredAgents, workload, type Traffic } from './erlang-c';
import { rostered } from './shrinkage';

const contacts: Traffic = { volume: 100, intervalSeconds: 1_800, handling: 180 };
const target = { serviceLevel: 0.8, withinSeconds: 20, occupancy: 0.85 };

it('STF-27 100 contacts in 30 minutes of 180 s, 80 % in 20 s, occupancy 0.85: 14 agents', () => {
  const found = requiredAgents(contacts, target, 1_000)!;
  expect(found.agents).toBe(14);
  expect(found.waiting).toBeCloseTo(0.174132, 6);
  expect(found.serviceLevel).toBeCloseTo(0.88835, 6);
  expect(found.meanWait).toBeCloseTo(7.836, 3);
  expect(found.occupancy).toBeCloseTo(0.714286, 6);
});

it('STF-28 14 agents at a shrinkage of 0.3 are 20 rostered, divided and not multiplied', () => {
  expect([rostered(14, 0.3), rostered(14, 0), rostered(7, 0.3)]).toEqual([20, 14, 10]);
});

it('STF-29 48 a minute, one minute each, patience of two minutes, 50 agents', () => {
  const found = erlangA({ volume: 48, intervalSeconds: 60, handling: 60 }, 50, 120, 20);
  expect(found.abandoned).toBeCloseTo(0.030912, 6);
  expect(found.meanWait).toBeCloseTo(3.7095, 4);
  expect(found.occupancy).toBeCloseTo(0.930324, 6);
});

it('STF-30 as many agents as work are not enough', () => {
  expect(erlangC(contacts, 10, 20)).toBeUndefined();
  expect(erlangC(contacts, 11, 20)).toBeDefined();
});

it('RES-78 no work needs nobody', () => {
  expect(requiredAgents({ ...contacts, volume: 0 }, target, 10)).toMatchObject({ agents: 0, serviceLevel: 1 });
});

/** The chance to wait, from the definition: sums of powers over factorials, in logarithms. */
function waitingByDefinition(work: number, agents: number): number {
  let [logTerm, sum] = [0, 0];
  const logs = [0];
  for (let busy = 1; busy <= agents; busy += 1) logs.push((logTerm += Math.log(work / busy)));
  const last = Math.exp(logs[agents]!) * (agents / (agents - work));
  for (let busy = 0; busy < agents; busy += 1) sum += Math.exp(logs[busy]!);
  return last / (sum + last);
}

it('STF-27 the recursion agrees with the definition', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 120, noNaN: true }), fc.integer({ min: 1, max: 60 }), (work, more) => {
      const agents = Math.floor(work) + more;
      const traffic: Traffic = { volume: work, intervalSeconds: 1, handling: 1 };
      expect(Math.abs(erlangC(traffic, agents, 1)!.waiting - waitingByDefinition(work, agents))).toBeLessThan(1e-9);
    }),
  );
});

/** Erlang A by solving the balance of a long birth and death chain directly. */
function leavingByBalance({ volume, intervalSeconds, handling }: Traffic, agents: number, patience: number): number {
  const arrivals = volume / intervalSeconds;
  const logs = [0];
  for (let present = 1; present < 3_000; present += 1) {
    const out = Math.min(present, agents) / handling + Math.max(0, present - agents) / patience;
    logs.push(logs[present - 1]! + Math.log(arrivals / out));
  }
  const most = Math.max(...logs);
  const shares = logs.map((log) => Math.exp(log - most));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const queue = shares.reduce((sum, share, present) => sum + share * Math.max(0, present - agents), 0) / total;
  return queue / patience / arrivals;
}

it('STF-29 the shares agree with the balance of the chain, also where agents are too few', () => {
  const traffic = fc.record({
    volume: fc.integer({ min: 1, max: 500 }),
    intervalSeconds: fc.constant(1_800),
    handling: fc.integer({ min: 10, max: 900 }),
  });
  fc.assert(
    fc.property(traffic, fc.integer({ min: 1, max: 120 }), fc.integer({ min: 10, max: 600 }), (of, agents, patience) => {
      expect(Math.abs(erlangA(of, agents, patience, 20).abandoned - leavingByBalance(of, agents, patience))).toBeLessThan(1e-9);
    }),
  );
});

it('STF-29 with endless patience Erlang A is Erlang C', () => {
  const patient = erlangA(contacts, 14, 1e9, 20);
  const found = erlangC(contacts, 14, 20)!;
  expect(patient.waiting).toBeCloseTo(found.waiting, 5);
  expect(patient.serviceLevel).toBeCloseTo(found.serviceLevel, 5);
});

it('STF-27 the fewest: one agent fewer does not meet the target', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 10, max: 900 }), (volume, handling) => {
      const traffic: Traffic = { volume, intervalSeconds: 1_800, handling };
      const { agents } = requiredAgents(traffic, target, 5_000)!;
      const fewer = erlangC(traffic, agents - 1, target.withinSeconds);
      const met = fewer && fewer.serviceLevel >= target.serviceLevel && fewer.occupancy <= target.occupancy;
      expect([agents > workload(traffic), met ?? false]).toEqual([true, false]);
    }),
  );
});
