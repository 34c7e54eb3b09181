import { startSystem, type TestSystem } from '#test/kit/start-system';
import { runHistory } from '#test/load/live-history';
import { openLiveWorld, type LiveWorld } from '#test/load/live-world';
import { randomOf } from '#test/load/storm-plan';

const seed = Number(process.env['LIVE_SEED'] ?? Date.now() % 1_000_000);
const random = randomOf(seed);

let system: TestSystem;
let world: LiveWorld;

beforeAll(async () => {
  system = await startSystem();
  world = await openLiveWorld(system, { shops: 2, streams: 24 }, random);
}, 90_000);

afterAll(async () => {
  await world?.stop();
  await system?.stop();
});

it('what clients were told of their shop is what it is, whatever breaks: 24 streams, two gateway processes, 12 random histories', async () => {
  const plan = { workMs: 1_500, everyMs: 60, freezeMs: 2_000, pauseMs: 3_000, limitMs: 20_000 };
  for (let history = 0; history < 12; history += 1) {
    const { faults, broken } = await runHistory(world, random, plan);
    expect({ seed, history, faults, broken: broken.slice(0, 3) }).toEqual({ seed, history, faults, broken: [] });
  }
  expect(world.watchers.filter(({ reasons }) => reasons.SNAPSHOT === 0)).toEqual([]);
}, 400_000);
