import { setTimeout as sleep } from 'node:timers/promises';

/** Time of the recorded day, running `speed` times as fast as the machine's clock. All values are recorded milliseconds. */
export interface CompressedClock {
  readonly speed: number;
  now(): number;
  /** Waits until the recorded day has come to `atMs`; at once when it is past. */
  until(atMs: number): Promise<void>;
}

export interface MachineTime {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

const machineTime: MachineTime = { now: () => performance.now(), sleep };

/** Starts the recorded day now. */
export function startCompressedClock(speed: number, machine: MachineTime = machineTime): CompressedClock {
  const startedAt = machine.now();
  const now = (): number => (machine.now() - startedAt) * speed;
  const until = async (atMs: number): Promise<void> => {
    const waitMs = (atMs - now()) / speed;
    if (waitMs > 0) await machine.sleep(waitMs);
  };
  return { speed, now, until };
}
