import { readFileSync } from 'node:fs';
import { totalCost } from './bench-process-cost';
import type { BenchSystem } from './bench-system';

/** CPU milliseconds of the whole machine since it started: those spent on anything, and all there were. */
export interface MachineTime {
  readonly busyMs: number;
  readonly allMs: number;
}

const tickMs = 10;

/** Reads the first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
export function parseMachineTime(stat: string): MachineTime {
  const ticks = (stat.split('\n')[0] ?? '').trim().split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, each) => sum + each, 0);
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  return { busyMs: (all - idle) * tickMs, allMs: all * tickMs };
}

/** Starts to watch how much of the machine is used by others than the system and this client; answers how to learn the share. */
export function watchOtherLoad(system: BenchSystem): () => number {
  const look = (): MachineTime & { oursMs: number } => {
    const { user, system: kernel } = process.cpuUsage();
    return { ...parseMachineTime(readFileSync('/proc/stat', 'utf8')), oursMs: totalCost(system.cpu()) + (user + kernel) / 1_000 };
  };
  const before = look();
  return () => {
    const after = look();
    const othersMs = after.busyMs - before.busyMs - (after.oursMs - before.oursMs);
    return Math.max(0, othersMs / (after.allMs - before.allMs));
  };
}
