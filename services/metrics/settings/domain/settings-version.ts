import type { FigureSettings } from '../../figures/domain/figure-settings';
import type { MetricName } from '../../figures/domain/metrics';

/** The settings that belong to metrics; the others are of the shop's policy. */
export type OwnSettings = Omit<FigureSettings, 'faqOnlySessions' | 'quickReplySeconds'>;

/** A version of them: whole, so that each can be read by itself. */
export interface SettingsVersion {
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly values: OwnSettings;
}

/** What was opened within it is left out of some metrics (MET-24). Half-open. */
export interface ExemptRange {
  readonly rangeId: string;
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly metrics: readonly MetricName[];
  readonly reason: string;
}
