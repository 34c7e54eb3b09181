import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './process-identity';

const pollMs = 20;

export interface StopSteps {
  /** Signals in order of force, each with the time in ms that it is given. SIGKILL follows by itself. */
  readonly steps: readonly { readonly signal: NodeJS.Signals; readonly limitMs: number }[];
}

/** Ends a process: each signal is given its time, then SIGKILL to its whole group. Answers the signal that ended it, undefined if it was gone already. */
export async function stopProcess(target: ProcessIdentity, { steps }: StopSteps): Promise<NodeJS.Signals | undefined> {
  if (!isAlive(target)) return undefined;
  for (const { signal, limitMs } of steps) {
    sendSignal(target.pid, signal);
    if (await isGoneWithin(target, limitMs)) return signal;
  }
  killGroup(target);
  await isGoneWithin(target, 2_000);
  return 'SIGKILL';
}

/** SIGKILL to the process and to the group it leads, which holds what it started itself. */
export function killGroup(target: ProcessIdentity): void {
  if (!isAlive(target)) return;
  sendSignal(-target.pid, 'SIGKILL');
  sendSignal(target.pid, 'SIGKILL');
}

async function isGoneWithin(target: ProcessIdentity, limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (isAlive(target)) {
    if (performance.now() > until) return false;
    await sleep(pollMs);
  }
  return true;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, or leads no group: both are what we wanted.
  }
}
