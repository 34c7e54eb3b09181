import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number: `startedAt` is `<boot id>:<clock ticks since boot>`. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

interface ProcessStat {
  readonly state: string;
  readonly startTicks: number;
}

/** Reads state (field 3) and start time (field 22) of /proc/<pid>/stat. The name in field 2 may itself hold spaces and brackets. */
export function parseProcessStat(stat: string): ProcessStat | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTicks = Number(fields[19]);
  const state = fields[0];
  return stat.includes(')') && state !== undefined && Number.isFinite(startTicks) ? { state, startTicks } : undefined;
}

/** The identity of a living process; undefined for one that is gone or only waits to be reaped. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const stat = readStat(pid);
  return stat === undefined || stat.state === 'Z' || stat.state === 'X' ? undefined : { pid, startedAt: `${bootId()}:${stat.startTicks}` };
}

/** Whether this very process still lives, not another one that was given its number. */
export const isAlive = (identity: ProcessIdentity): boolean => identityOf(identity.pid)?.startedAt === identity.startedAt;

/** The command line of a living process, argument by argument; empty when it is gone or belongs to somebody who hides it. */
export function commandLineOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .filter((argument) => argument.length > 0);
  } catch {
    return [];
  }
}

function readStat(pid: number): ProcessStat | undefined {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

let knownBootId: string | undefined;

const bootId = (): string => (knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
