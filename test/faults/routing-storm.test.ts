import { startSystem, type TestSystem } from '#test/kit/start-system';
import { runStorm } from '#test/load/storm';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ processes: ['routing'] });
}, 60_000);
afterAll(() => system.stop());

it('INV-1, INV-2, RTE-28 three routing processes, 8 shops × 5 agents, every second one with groups and crowds that come first, 2,000 sessions started, ended and left at random', async () => {
  const routers = [system.process('routing'), await system.addCopy('routing'), await system.addCopy('routing')];
  const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
  const plan = {
    seed,
    shops: 8,
    agentsPerShop: 5,
    capacity: 3,
    sessions: 2_000,
    sessionsPerSecond: 160,
    grouped: true,
    faults: false,
    idleLimitMs: 2_000,
    limitMs: 150_000,
  };
  const report = await runStorm(plan, system.environment, routers);
  expect({ seed, broken: report.broken.slice(0, 10) }).toEqual({ seed, broken: [] });
  expect(report.sessions).toBeGreaterThanOrEqual(2_000);
  expect(report.pools).toEqual(['ALL', 'CROWD:storm-own', 'PAID_UNSHIPPED', 'SHIPPED', 'UNPAID']);
  expect(report.priority).toBeGreaterThan(100);
}, 240_000);
