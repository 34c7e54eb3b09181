import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, identityOf, type ProcessIdentity } from '#infra/process/process-identity';
import { stopProcess } from '#infra/process/stop-process';

/** The process id in the first line of postmaster.pid. */
export const pidIn = (pidFile: string): number | undefined => {
  const pid = Number(pidFile.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
};

/** SIGINT asks for the fast shutdown (sessions are cut, a checkpoint is written), SIGQUIT for the immediate one (recovery at the next start). */
export const stopSteps = [
  { signal: 'SIGINT', limitMs: 4_000 },
  { signal: 'SIGQUIT', limitMs: 2_000 },
] as const;

/** Stops the server that a killed launcher left behind in this data folder. A process that merely got its number is left alone, and the stale file goes. */
export async function stopLeftoverServer(data: string): Promise<'stopped' | 'none'> {
  const file = join(data, 'postmaster.pid');
  const server = runningServer(file, data);
  if (server) await stopProcess(server, { steps: stopSteps });
  rmSync(file, { force: true });
  return server ? 'stopped' : 'none';
}

/** The living server of this data folder: its command line names the folder, so a later process with the same number is not meant. */
function runningServer(pidFile: string, data: string): ProcessIdentity | undefined {
  let pid: number | undefined;
  try {
    pid = pidIn(readFileSync(pidFile, 'utf8'));
  } catch {
    return undefined;
  }
  return pid !== undefined && commandLineOf(pid).includes(data) ? identityOf(pid) : undefined;
}
