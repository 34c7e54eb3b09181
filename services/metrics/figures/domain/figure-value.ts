import { partsOf } from './metric-parts';
import { metricOf, type MetricName } from './metrics';
import { percentile } from './spread-buckets';
import type { Measure } from './measures';

/** What was summed up for one row of a report. */
export interface Sums {
  readonly amounts: Readonly<Partial<Record<Measure, number>>>;
  readonly spreads: readonly { readonly spread: string; readonly bucket: number; readonly count: number }[];
  readonly buyers: number;
}

export const noSums: Sums = { amounts: {}, spreads: [], buyers: 0 };

/** A metric's value with the counts it rests on; null where nothing was counted. Counts travel, and are divided last. */
export interface FigureValue {
  readonly metric: MetricName;
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
  /** Not decided yet: in neither count. */
  readonly pending: number;
}

export function figureValue(name: MetricName, { amounts, spreads, buyers }: Sums): FigureValue {
  const metric = metricOf(name);
  const sum = (measures: readonly Measure[]): number => measures.reduce((total, measure) => total + (amounts[measure] ?? 0), 0);
  const counted = (numerator: number, denominator: number, value: number | null, pending = 0): FigureValue => {
    return { metric: name, value, numerator, denominator, pending };
  };
  switch (metric.kind) {
    case 'COUNT':
      return counted(sum(metric.of), 1, sum(metric.of));
    case 'DISTINCT':
      return counted(buyers, 1, buyers);
    case 'PERCENTILE': {
      const buckets = spreads.filter(({ spread }) => spread === metric.spread);
      const durations = buckets.reduce((total, { count }) => total + count, 0);
      return counted(durations, 1, percentile(buckets, metric.share));
    }
    case 'QUOTIENT': {
      const [numerator, denominator] = [sum(metric.of), sum(metric.among)];
      return counted(
        numerator,
        denominator,
        denominator === 0 ? null : numerator / denominator,
        metric.pending ? sum([metric.pending]) : 0,
      );
    }
  }
}

/** The measures that some metrics are made of, each once. */
export function measuresOf(names: readonly MetricName[]): Measure[] {
  const summed = names.filter((name) => metricOf(name).kind !== 'DISTINCT');
  return [...new Set(summed.flatMap((name) => Object.values(partsOf(name)).flatMap(({ measures }) => measures)))].sort();
}

export type Grade = 'OK' | 'WARNING' | 'BREACH';

/** How a rate stands to the shop's target and floor, in percent (MET-13): at the target it is met, below the floor it is broken. */
export function gradeOf({ numerator, denominator }: FigureValue, targetPercent: number, floorPercent: number): Grade | null {
  if (denominator === 0) return null;
  if (numerator * 100 >= targetPercent * denominator) return 'OK';
  return numerator * 100 >= floorPercent * denominator ? 'WARNING' : 'BREACH';
}
