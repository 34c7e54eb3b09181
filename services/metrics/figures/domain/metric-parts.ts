import type { Measure, Spread } from './measures';
import { metricOf, type MetricName } from './metrics';
import type { Amounts } from './tally';

/** What of a metric's value. */
export const metricParts = ['NUMERATOR', 'DENOMINATOR', 'PENDING'] as const;

export type MetricPart = (typeof metricParts)[number];

/** What is summed up for a part. */
export interface PartNames {
  readonly measures: readonly Measure[];
  /** Where durations are counted, whatever their bucket. */
  readonly spread: Spread | null;
}

const nothing: PartNames = { measures: [], spread: null };
const sumOf = (measures: readonly Measure[]): PartNames => ({ measures, spread: null });

/** The parts of a metric, as it is declared. Distinct buyers are those of the sessions that are counted. */
export function partsOf(name: MetricName): Readonly<Record<MetricPart, PartNames>> {
  const metric = metricOf(name);
  const plain = { DENOMINATOR: nothing, PENDING: nothing };
  switch (metric.kind) {
    case 'COUNT':
      return { ...plain, NUMERATOR: sumOf(metric.of) };
    case 'DISTINCT':
      return { ...plain, NUMERATOR: sumOf(['sessions']) };
    case 'PERCENTILE':
      return { ...plain, NUMERATOR: { measures: [], spread: metric.spread } };
    case 'QUOTIENT':
      return { NUMERATOR: sumOf(metric.of), DENOMINATOR: sumOf(metric.among), PENDING: sumOf(metric.pending ? [metric.pending] : []) };
  }
}

export const isPart = ({ measures, spread }: PartNames): boolean => measures.length > 0 || spread !== null;

/** How much of what one session adds belongs to a part. */
export function amountIn({ measures, spread }: PartNames, amounts: Amounts): number {
  const durations = spread === null ? [] : Object.keys(amounts).filter((name) => name.startsWith(`${spread}@`));
  return [...measures, ...durations].reduce((sum, name) => sum + (amounts[name] ?? 0), 0);
}
