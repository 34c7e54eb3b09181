import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runScript } from '#infra/scripts/run-script';
import { startSystem } from '#test/kit/start-system';
import { soakLive, type LiveSoak } from './live-soak';
import { runStorm, type StormReport } from './storm';
import type { StormPlan } from './storm-plan';
import { withServers } from './with-servers';
import { runTimerStorm } from './timer-storm';

const shownFindings = 20;
const timerOptions = { timers: { type: 'boolean' } } as const;
const liveOptions = { live: { type: 'boolean' }, histories: { type: 'string', default: '200' }, faults: { type: 'string' } } as const;

/**
 * `npm run soak [-- --seed <number>] [--sessions <count>]`: the storm of the tests, longer, while routing processes are killed and frozen at
 * random. The seed is printed first, so that a run that was broken off can be played again too.
 * `npm run soak -- --live [--seed <number>] [--histories <count>] [--faults <name>,<name>…]`: 500 live streams through two gateway processes, while links,
 * processes and the broker fail, or only what is named.
 * `npm run soak -- --timers [--sessions <count>]`: 100,000 open sessions whose timers come due over five minutes, while a session process is killed every 10 s.
 */
runScript(async () => {
  const options = { seed: { type: 'string' }, sessions: { type: 'string' }, ...liveOptions, ...timerOptions } as const;
  const { seed: named, sessions, live, histories, faults, timers } = parseArgs({ options }).values;
  if (timers) return soakTimers(wholeNumber('--sessions', sessions ?? '100000'));
  const seed = named ?? String(randomInt(1_000_000_000));
  if (live)
    return soakStreams({
      seed: wholeNumber('--seed', seed),
      histories: wholeNumber('--histories', histories),
      faults: faults?.split(',') ?? [],
    });
  const plan = planOf(wholeNumber('--seed', seed), wholeNumber('--sessions', sessions ?? '20000'));
  print(
    `Seed ${plan.seed}: ${plan.sessions} sessions over ${plan.shops} shops, every second one with groups and crowds that come first, three routing processes, killed and frozen at random …`,
  );
  const report = await soak(plan);
  const { killed, frozen } = report.faults;
  print(
    `${report.sessions} sessions in ${report.seconds.toFixed(0)} s; routing processes killed ${killed} times, frozen ${frozen} times; pools with queues: ${report.pools.length}, outcomes of who comes first: ${report.priority}.`,
  );
  for (const finding of report.broken.slice(0, shownFindings)) print(`  ${finding}`);
  if (report.broken.length > 0)
    throw new Error(`Soak FAILED with ${report.broken.length} findings; play it again with --seed ${plan.seed}.`);
  print(`Soak ok: nothing lost, nobody above capacity, nobody assigned twice, nobody waiting beside a free agent (seed ${plan.seed}).`);
});

async function soakTimers(sessions: number): Promise<void> {
  const plan = { shops: 50, sessions, windowMs: 300_000, killEveryMs: 10_000, lateMs: 1_000 };
  print(`${sessions} open sessions of ${plan.shops} shops, two session processes, one killed every 10 s …`);
  const { broken, effects, killed, lateMs } = await withServers(async () => {
    const system = await startSystem({ processes: ['session'] });
    try {
      return await runTimerStorm(plan, system.environment, [system.process('session'), await system.addCopy('session')]);
    } finally {
      await system.stop();
    }
  });
  const [median, p99, latest] = lateMs.map((late) => `${late.toFixed(0)} ms`);
  print(`${effects} effects, ${killed} kills; late by ${median} in the median, ${p99} at the 99th percentile, ${latest} at most.`);
  for (const finding of broken.slice(0, shownFindings)) print(`  ${finding}`);
  if (broken.length > 0) throw new Error(`Soak FAILED with ${broken.length} findings.`);
  print('Soak ok: every timer had its effect exactly once.');
}

async function soakStreams(plan: LiveSoak): Promise<void> {
  const { seed, histories } = plan;
  print(`Seed ${seed}: ${histories} histories of 500 live streams …`);
  const broken = await withServers(() => soakLive(plan, print));
  for (const finding of broken.slice(0, shownFindings)) print(`  ${finding}`);
  if (broken.length > 0) throw new Error(`Soak FAILED with ${broken.length} findings; play it again with --live --seed ${seed}.`);
  print(`Soak ok: every client's store was what a fresh query tells, and nobody was told of another shop (seed ${seed}).`);
}

/** With a process that may be dead or frozen, waiting beside a free agent is judged by the time a crash may take, not by a sweep. */
function planOf(seed: number, sessions: number): StormPlan {
  const sessionsPerSecond = 80;
  const limitMs = 120_000 + (sessions / sessionsPerSecond) * 4_000;
  return {
    seed,
    shops: 8,
    agentsPerShop: 5,
    capacity: 3,
    sessions,
    sessionsPerSecond,
    grouped: true,
    faults: true,
    idleLimitMs: 15_000,
    limitMs,
  };
}

function soak(plan: StormPlan): Promise<StormReport> {
  return withServers(async () => {
    const system = await startSystem({ processes: ['routing'] });
    try {
      const routers = [system.process('routing'), await system.addCopy('routing'), await system.addCopy('routing')];
      return await runStorm(plan, system.environment, routers);
    } finally {
      await system.stop();
    }
  });
}

function wholeNumber(option: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Error(`${option} is a whole number, not "${value}"`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
