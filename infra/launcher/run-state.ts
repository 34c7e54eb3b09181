import type { Home } from '#infra/process/home';
import { identityOf } from '#infra/process/process-identity';
import type { Runnable } from '#infra/process/runnable';
import { isRunning, readRunFile, writeRunFile, type RunFile } from './run-file';

/** run.json as this launcher keeps it: every change is on disk at once, so that whoever comes after a kill finds what was running. */
export interface RunState {
  current(): RunFile;
  change(part: Partial<RunFile>): void;
  /** Notes the process that now bears this name. */
  started(name: string, process: Runnable): void;
  /** Notes that nothing runs any more. */
  ended(): void;
}

/** Takes over a home; refuses one that another living launcher runs. */
export function takeHome(home: Home): RunState {
  let run = readRunFile(home);
  if (isRunning(run)) {
    throw new Error(
      `Jiedai already runs in ${home.root} (launcher process ${run.launcher?.pid}, ${run.addresses?.gateway ?? 'starting'}). Stop it first, or set JIEDAI_HOME for a second one.`,
    );
  }
  const change = (part: Partial<RunFile>): void => {
    run = { ...run, ...part };
    writeRunFile(home, run);
  };
  change({ launcher: identityOf(process.pid) });
  return {
    current: () => run,
    change,
    started: (name, { identity }) => change({ processes: { ...run.processes, [name]: identity } }),
    ended: () => change({ launcher: undefined, processes: {} }),
  };
}
