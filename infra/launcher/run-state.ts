import { folderFault } from '#infra/process/folder-fault';
import type { Home } from '#infra/process/home';
import { identityOf } from '#infra/process/process-identity';
import type { Runnable } from '#infra/process/runnable';
import { isRunning, readRunFile, writeRunFile, type RunFile } from './run-file';

/**
 * run.json as this launcher keeps it: every change is on disk at once, so that whoever comes after a kill finds what was running. A change that cannot
 * be written stops nothing: it is told of once and written as soon as that works again.
 */
export interface RunState {
  current(): RunFile;
  change(part: Partial<RunFile>): void;
  /** Notes the process that now bears this name. */
  started(name: string, process: Runnable): void;
  /** Notes that nothing runs any more. */
  ended(): void;
}

const retryMs = 1_000;

/** Takes over a home; refuses one that another living launcher runs, and one in which nothing can be written. */
export function takeHome(home: Home, report: (line: string) => void): RunState {
  let run = readRunFile(home);
  if (isRunning(run)) {
    throw new Error(
      `Jiedai already runs in ${home.root} (launcher process ${run.launcher?.pid}, ${run.addresses?.gateway ?? 'starting'}). Stop it first, or set JIEDAI_HOME for a second one.`,
    );
  }
  run = { ...run, launcher: identityOf(process.pid) };
  try {
    writeRunFile(home, run);
  } catch (error) {
    throw folderFault('JIEDAI_HOME', home.root, error);
  }
  let retry: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(retry);
    try {
      writeRunFile(home, run);
      retry = undefined;
    } catch (error) {
      if (retry === undefined) report(`${home.runFile} cannot be written (${(error as Error).message}); it is tried again until it can`);
      retry = setTimeout(write, retryMs).unref();
    }
  };
  const change = (part: Partial<RunFile>): void => {
    run = { ...run, ...part };
    write();
  };
  return {
    current: () => run,
    change,
    started: (name, { identity }) => change({ processes: { ...run.processes, [name]: identity } }),
    ended: () => change({ launcher: undefined, processes: {} }),
  };
}
