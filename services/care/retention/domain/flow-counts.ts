import type { FlowEnd } from './flow-run';

/** How many customers of a version stand at a step, or have ended there. */
export interface FlowCount {
  readonly version: number;
  /** The step that comes next, from 0; behind the last one customers wait to be given up. */
  readonly step: number;
  readonly pending: number;
  readonly converted: number;
  readonly abandoned: number;
  readonly stopped: number;
  /** Customers who were sent this step. */
  readonly sent: number;
  /** Customers who were not, for a reason. */
  readonly skipped: number;
}

interface Runs {
  readonly version: number;
  readonly step: number;
  readonly outcome: FlowEnd | null;
  readonly customers: number;
}

interface Steps {
  readonly version: number;
  readonly step: number;
  readonly skipped: string | null;
  readonly customers: number;
}

const none = { pending: 0, converted: 0, abandoned: 0, stopped: 0, sent: 0, skipped: 0 };
const endFields = { CONVERTED: 'converted', ABANDONED: 'abandoned', STOPPED: 'stopped' } as const;

/** Counts by version and step, the newest version first. */
export function flowCounts(runs: readonly Runs[], steps: readonly Steps[]): FlowCount[] {
  const counts = new Map<string, FlowCount>();
  const add = (version: number, step: number, field: keyof typeof none, customers: number): void => {
    const known = counts.get(`${version} ${step}`) ?? { version, step, ...none };
    counts.set(`${version} ${step}`, { ...known, [field]: known[field] + customers });
  };
  for (const { version, step, outcome, customers } of runs)
    add(version, step, outcome === null ? 'pending' : endFields[outcome], customers);
  for (const { version, step, skipped, customers } of steps) add(version, step, skipped === null ? 'sent' : 'skipped', customers);
  return [...counts.values()].sort((one, other) => other.version - one.version || one.step - other.step);
}
