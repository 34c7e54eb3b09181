import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningSystem, readRunFile, type RunningSystem } from '#infra/launcher/run-file';
import { foreignVariables } from '#infra/launcher/system-environment';
import { homeOf } from '#infra/process/home';
import { freePorts } from '#infra/process/port';
import { identityOf } from '#infra/process/process-identity';
import { stopProcess } from '#infra/process/stop-process';
import { repoRoot } from '#libs/platform/process/repo-root';
import { allProcesses, costByName } from './bench-process-cost';

const startLimitMs = 180_000;
/** The launcher promises to end everything within 15 s. */
const stopSteps = [{ signal: 'SIGINT', limitMs: 20_000 }] as const;

/** A whole system as `npm start` gives it, in a home and on ports of its own. */
export interface BenchSystem {
  readonly running: RunningSystem;
  /** When it had become ready, on this process's own clock. */
  readonly readyAt: number;
  /** Our own Node processes by name, the launcher among them. */
  nodeProcesses(): ReadonlyMap<string, number>;
  /** CPU milliseconds used so far, by process name; PostgreSQL and the broker included, this process not. */
  cpu(): Map<string, number>;
  stop(): Promise<void>;
}

/** Starts it with nothing but defaults, and waits until the demo shop is loaded. The folder goes when it is stopped. */
export async function startBenchSystem(): Promise<BenchSystem> {
  const root = mkdtempSync(join(tmpdir(), 'jiedai-bench-'));
  const [gateway, kafka] = await freePorts(2);
  const cache = process.env.JIEDAI_CACHE === undefined ? {} : { JIEDAI_CACHE: process.env.JIEDAI_CACHE };
  const ours = { JIEDAI_HOME: root, JIEDAI_GATEWAY_PORT: String(gateway), JIEDAI_KAFKA_PORT: String(kafka), ...cache };
  const output = join(root, 'launcher.log');
  const launcher = startLauncher({ ...foreignVariables(process.env), ...ours }, output);
  const identity = launcher.pid === undefined ? undefined : identityOf(launcher.pid);
  const stop = async (): Promise<void> => {
    if (identity) await stopProcess(identity, { steps: stopSteps });
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const running = await untilReady(launcher, ours, output);
    const names = (): Map<number, string> => namesOf(readRunFile(homeOf(ours)).processes, launcher.pid ?? 0);
    const nodeProcesses = (): Map<string, number> =>
      new Map([...names()].flatMap(([pid, name]) => (['postgres', 'kafka'].includes(name) ? [] : [[name, pid] as const])));
    return { running, readyAt: performance.now(), nodeProcesses, cpu: () => costByName(allProcesses(), names()), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const namesOf = (processes: RunningSystem['processes'], launcher: number): Map<number, string> =>
  new Map([[launcher, 'launcher'], ...Object.entries(processes).map(([name, { pid }]) => [pid, name] as const)]);

function startLauncher(env: NodeJS.ProcessEnv, output: string): ChildProcess {
  const log = openSync(output, 'a');
  const child = spawn(process.execPath, [join(repoRoot(), 'dist/infra/launcher/main.js')], {
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return child;
}

async function untilReady(
  launcher: ChildProcess,
  env: Readonly<Record<string, string | undefined>>,
  output: string,
): Promise<RunningSystem> {
  const until = performance.now() + startLimitMs;
  while (launcher.exitCode === null && performance.now() < until) {
    const running = readRunFile(homeOf(env));
    if (running.demoShop?.complete && running.addresses) return findRunningSystem(env);
    await sleep(100);
  }
  throw new Error(`The system did not start:\n${readFileSync(output, 'utf8').slice(-3_000)}`);
}
