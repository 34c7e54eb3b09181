import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import { runnable, type Runnable } from '#infra/process/runnable';
import type { ProcessName } from './system-environment';

/** Longer than a process gives itself: requests in flight may take 10 s, then its connections close. */
const stopSteps = [{ signal: 'SIGTERM', limitMs: 18_000 }] as const;

/** The compiled main module of one of our processes. */
export const entryPoint = (name: ProcessName): string =>
  join(repoRoot(), name === 'gateway' ? 'dist/gateway/main.js' : `dist/services/${name}/main.js`);

/**
 * Starts one of our processes in a process group of its own, its output going to `logFile`. The channel to it is its leash: when it
 * breaks because we were killed, the process ends by itself.
 */
export function spawnProcess(name: ProcessName, env: Readonly<Record<string, string>>, logFile: string): Runnable {
  const log = openSync(logFile, 'a', 0o600);
  const child = fork(entryPoint(name), [], {
    env,
    detached: true,
    cwd: repoRoot(),
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return runnable(name, child, { steps: stopSteps });
}
