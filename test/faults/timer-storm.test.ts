import { startSystem, type TestSystem } from '#test/kit/start-system';
import { runTimerStorm } from '#test/load/timer-storm';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ processes: ['session'] });
}, 60_000);
afterAll(() => system.stop());

it('SES-7 SES-12 SES-19 two session processes, one killed every 3 s: the timers of 4,000 open sessions each fire exactly once', async () => {
  const processes = [system.process('session'), await system.addCopy('session')];
  const plan = { shops: 8, sessions: 4_000, windowMs: 15_000, killEveryMs: 3_000, lateMs: null };
  const { broken, effects, killed } = await runTimerStorm(plan, system.environment, processes);
  expect({ broken: broken.slice(0, 10), effects }).toEqual({ broken: [], effects: 3_200 + 8 });
  expect(killed).toBeGreaterThanOrEqual(4);
}, 180_000);
