import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/repo-root';
import { identityOf, type ProcessIdentity } from '#infra/process/process-identity';
import type { ProcessName } from './system-environment';

export interface SpawnedProcess {
  readonly child: ChildProcess;
  readonly identity: ProcessIdentity | undefined;
  /** How it ended, once it did: its exit code or the signal. */
  readonly ended: Promise<string>;
}

/** A service gets time for its own orderly stop (it waits at most 12 s itself), but not the whole of the 15 s we promise. */
export const stopSteps = [{ signal: 'SIGTERM', limitMs: 7_000 }] as const;

export const entryPoint = (name: ProcessName): string =>
  join(repoRoot(), name === 'gateway' ? 'dist/gateway/main.js' : `dist/services/${name}/main.js`);

/**
 * Starts one of our processes in a process group of its own, its output going to `logFile`. The channel to it is its leash: when it
 * breaks because we were killed, the process ends by itself.
 */
export function spawnProcess(script: string, env: Readonly<Record<string, string>>, logFile: string): SpawnedProcess {
  const log = openSync(logFile, 'a', 0o600);
  const child = fork(script, [], {
    env,
    detached: true,
    cwd: repoRoot(),
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return { child, identity: child.pid === undefined ? undefined : identityOf(child.pid), ended };
}
