import type { InLanguages } from '#libs/calendar/index';
import type { Count } from './counts/family';
import type { FigureSettings } from './figure-settings';
import type { Measure, Spread } from './measures';

/** What every metric is declared with. From the declaration follow projection, sums, boards, reports, exports, alerts and the page of the documentation. */
interface Declared {
  /** The rule of the specification. */
  readonly rule: string;
  readonly name: InLanguages;
  /** What it says, in one sentence for a person. */
  readonly sentence: InLanguages;
  /** What a session adds to its measures. Metrics of one count are left out together by exempt ranges (MET-24). */
  readonly count: Count;
  /** The settings that it depends on. */
  readonly parameters: readonly (keyof FigureSettings)[];
}

/** `of` through `among`, both summed first and divided last; null where nothing is among. */
export interface QuotientMetric extends Declared {
  readonly kind: 'QUOTIENT';
  readonly unit: 'RATIO' | 'MILLISECONDS';
  readonly of: readonly Measure[];
  readonly among: readonly Measure[];
  /** Sessions that are in neither yet. */
  readonly pending?: Measure;
  /** Whether it is held against the shop's target and floor (MET-13). */
  readonly graded?: true;
}

/** A plain sum. */
export interface CountMetric extends Declared {
  readonly kind: 'COUNT';
  readonly unit: 'SESSIONS' | 'MESSAGES';
  readonly of: readonly Measure[];
}

/** The duration that a share of all lies at or below, within `spreadError`. */
export interface PercentileMetric extends Declared {
  readonly kind: 'PERCENTILE';
  readonly unit: 'MILLISECONDS';
  readonly spread: Spread;
  readonly share: number;
}

/** Distinct buyers: never a sum of days. */
export interface DistinctMetric extends Declared {
  readonly kind: 'DISTINCT';
  readonly unit: 'BUYERS';
}

export type Metric = QuotientMetric | CountMetric | PercentileMetric | DistinctMetric;
