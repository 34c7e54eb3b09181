import { planInterval, type PlanParameters } from './plan-interval';

const parameters: PlanParameters = {
  intervalSeconds: 1_800,
  handlingSeconds: 180,
  concurrency: 1,
  shrinkage: 0.3,
  patienceSeconds: null,
  serviceLevel: 0.8,
  withinSeconds: 20,
  occupancy: 0.85,
};

it('STF-13 STF-27 STF-28 what an interval needs, and has to be rostered', () => {
  expect(planInterval(100, null, parameters)).toMatchObject({
    required: 14,
    toRoster: 20,
    planned: null,
    given: { agents: 14 },
    oneMore: { agents: 15 },
  });
});

it('STF-28 of 20 rostered 14 are there', () => {
  expect(planInterval(100, 20, parameters).given?.agents).toBe(14);
});

it('STF-30 a roster that cannot do the work gives nothing, unless buyers leave', () => {
  expect(planInterval(100, 14, parameters).given).toBeNull();
  const { given, oneMore } = planInterval(100, 14, { ...parameters, patienceSeconds: 120 });
  expect(given!.abandoned).toBeGreaterThan(oneMore!.abandoned);
});

it('RES-78 an agent who has three at a time does the work of three', () => {
  const one = planInterval(100, null, { ...parameters, concurrency: 3 });
  expect([one.workload, planInterval(100, null, { ...parameters, handlingSeconds: 60 }).required]).toEqual([10 / 3, one.required]);
});
