import { readdirSync, readFileSync } from 'node:fs';

/** One process as /proc shows it. `cpuTicks` holds its own time and that of its children that have ended, so that nothing is lost when one ends. */
export interface ProcessCost {
  readonly pid: number;
  readonly parent: number;
  readonly cpuTicks: number;
}

/** A tick of /proc on Linux, whatever the kernel's own rate is. */
const tickMs = 10;

/** Reads parent (field 4) and the four CPU times (fields 14 to 17) of /proc/<pid>/stat; the name in field 2 may hold spaces and brackets. */
export function parseCost(pid: number, stat: string): ProcessCost {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  return { pid, parent: fields[1] ?? 0, cpuTicks: user + system + childUser + childSystem };
}

/** CPU milliseconds by name: each process counts for its nearest named ancestor or itself; those below nobody named are not ours. */
export function costByName(all: readonly ProcessCost[], names: ReadonlyMap<number, string>): Map<string, number> {
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const nameOf = (pid: number): string | undefined => {
    for (let at: number | undefined = pid; at !== undefined && at > 0; at = parents.get(at)) {
      const name = names.get(at);
      if (name !== undefined) return name;
    }
    return undefined;
  };
  const costs = new Map<string, number>([...names.values()].map((name) => [name, 0]));
  for (const { pid, cpuTicks } of all) {
    const name = nameOf(pid);
    if (name !== undefined) costs.set(name, (costs.get(name) ?? 0) + cpuTicks * tickMs);
  }
  return costs;
}

/** What was used between two looks, by name. */
export const costBetween = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...after].map(([name, cpuMs]) => [name, cpuMs - (before.get(name) ?? 0)]));

export const totalCost = (costs: ReadonlyMap<string, number>): number => [...costs.values()].reduce((sum, cost) => sum + cost, 0);

/** Every process of this machine that can be seen now. */
export function allProcesses(): ProcessCost[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const stat = readOrNothing(`/proc/${entry}/stat`);
      return stat === undefined ? [] : [parseCost(Number(entry), stat)];
    });
}

/** Proportional set size in MiB: shared pages counted in parts. */
export function pssMiB(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
