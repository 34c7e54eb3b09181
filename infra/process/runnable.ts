import type { ChildProcess } from 'node:child_process';
import { identityOf, type ProcessIdentity } from './process-identity';
import { killGroup, stopProcess, type StopSteps } from './stop-process';

/** A process we started, server or service alike. */
export interface Runnable {
  readonly identity: ProcessIdentity;
  /** How it ended, once it did: its exit code or the signal. */
  readonly ended: Promise<string>;
  /** Asks it to end and waits, within the limits of its kind, after which it is killed. */
  stop(): Promise<void>;
  /** Ends it and its group at once, as a power cut would. */
  kill(): void;
  /** Lets our own process end while this one still runs. */
  unref(): void;
}

/** Wraps a child that was started in a group of its own; throws when it could not even be started. */
export function runnable(name: string, child: ChildProcess, { steps }: StopSteps): Runnable {
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity === undefined) throw new Error(`${name} could not be started`);
  return {
    identity,
    ended,
    // Gone by /proc comes a moment before its exit event; whoever waited for the stop must find both done.
    stop: async () => {
      child.ref();
      if ((await stopProcess(identity, { steps })) !== undefined) await ended;
    },
    kill: () => killGroup(identity),
    unref: () => {
      child.unref();
      child.channel?.unref();
    },
  };
}

/** Waits until `answers` is true; fails when the process ends before, or after `limitMs` (it is killed then). */
export async function untilAnswering(started: Runnable, answers: () => Promise<boolean>, limitMs: number, everyMs: number): Promise<void> {
  let end: string | undefined;
  void started.ended.then((how) => (end = how));
  const until = performance.now() + limitMs;
  while (!(await answers())) {
    if (end !== undefined) throw new Error(`it ended with ${end}`);
    if (performance.now() > until) {
      started.kill();
      throw new Error(`it did not answer within ${limitMs / 1_000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
