import { readFileSync } from 'node:fs';
import { keepRunning } from '#infra/launcher/keep-running';
import { untilReady } from '#infra/launcher/probe';
import { spawnProcess } from '#infra/launcher/spawn-process';
import type { ProcessName } from '#infra/launcher/system-environment';
import { noteProcess } from './test-home';

const readyLimitMs = 30_000;

/** One of our own processes under test: supervised, as the launcher does it. */
export interface TestProcess {
  readonly name: ProcessName;
  readonly port: number;
  /** http://127.0.0.1:<port> */
  readonly url: string;
  readonly logFile: string;
  /** Process id now; undefined between an end and the supervisor's restart. */
  pid(): number | undefined;
  /** SIGKILL. The supervisor starts it again after its back-off. */
  kill(): void;
  /** SIGSTOP: it lives, holds its sockets and does nothing. */
  freeze(): void;
  thaw(): void;
  /** Ends it in order; it stays down until `start`. */
  stop(): Promise<void>;
  /** Starts it after `stop` and waits until it is ready. */
  start(): Promise<void>;
  ready(): Promise<void>;
}

export interface TestProcessPlan {
  readonly name: ProcessName;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** The test home that takes the process with it. */
  readonly root: string;
}

/** Starts a process from dist; does not wait until it is ready. */
export async function startProcess({ name, port, env, logFile, root }: TestProcessPlan): Promise<TestProcess> {
  const kept = await keepRunning({
    name,
    start: () => spawnProcess(name, env, logFile),
    onStart: (_name, started) => {
      noteProcess(root, started.identity);
      started.unref();
    },
    report: () => undefined,
  });
  const signal = (wanted: NodeJS.Signals): void => {
    const pid = kept.current()?.identity.pid;
    if (pid !== undefined) process.kill(pid, wanted);
  };
  const ready = async (): Promise<void> => {
    if (!(await untilReady(port, readyLimitMs)))
      throw new Error(`${name} did not become ready; the end of its log:\n${readFileSync(logFile, 'utf8').slice(-3_000)}`);
  };
  return {
    name,
    port,
    url: `http://127.0.0.1:${port}`,
    logFile,
    pid: () => kept.current()?.identity.pid,
    kill: () => kept.current()?.kill(),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    stop: () => kept.stop(),
    start: () => kept.start().then(ready),
    ready,
  };
}
