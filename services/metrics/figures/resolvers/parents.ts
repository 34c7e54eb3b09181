import type { MetricsRange } from '../domain/date-range';
import type { FigureValue, Grade } from '../domain/figure-value';
import type { Metric } from '../domain/metric';
import type { MetricName } from '../domain/metrics';
import type { ReportAnswer } from '../app/answer-report';

/** An entity of another subgraph, known here by its id only. */
export interface Named {
  readonly id: string;
}

/** The figures of a shop, or of one of its agents, in a range. */
export interface FiguresOf {
  readonly range: MetricsRange;
  readonly dimension: 'SHOP' | 'AGENT';
  /** '' for the shop. */
  readonly member: string;
}

export type FigureParent = FigureValue & { readonly grade: Grade | null };
export type ReportParent = ReportAnswer;
export type RowParent = ReportAnswer['rows'][number];
export type DefinitionParent = Metric & { readonly metric: MetricName };
