import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '#infra/process/home';
import { keepRunning, type Kept } from './keep-running';
import { untilReady } from './probe';
import { spawnProcess } from './spawn-process';
import type { Watch } from './start-servers';
import { foreignVariables, processNames, processVariables, type ProcessName, type SystemEnvironment } from './system-environment';

const readyLimitMs = 60_000;
const longLog = 10 * 1024 * 1024;

/** Starts the services and the gateway, supervised, and waits until each says that it is ready. */
export async function startProcesses(home: Home, system: SystemEnvironment, watch: Watch, kept: Kept[]): Promise<void> {
  const foreign = foreignVariables(process.env);
  await Promise.all(
    processNames.map(async (name) => {
      const logFile = join(home.logs, `${name}.log`);
      setAside(logFile);
      const env = { ...foreign, ...processVariables(system, name) };
      kept.push(await keepRunning({ name, start: () => spawnProcess(name, env, logFile), ...watch }));
    }),
  );
  await Promise.all(processNames.map((name) => requireReady(home, name, system.ports[name])));
}

async function requireReady(home: Home, name: ProcessName, port: number): Promise<void> {
  if (await untilReady(port, readyLimitMs)) return;
  throw new Error(`${name} did not become ready within ${readyLimitMs / 1_000} s; see ${join(home.logs, `${name}.log`)}`);
}

/** A log that has grown long is kept once more beside the new one. */
function setAside(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > longLog) renameSync(logFile, `${logFile}.1`);
}
