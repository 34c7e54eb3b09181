import { instant, integer, json, table, text, texts, uuid } from '#libs/platform/database/table';
import type { MetricName } from '../../figures/domain/metrics';
import type { OwnSettings } from '../domain/settings-version';

/** Versions of a shop's settings of metrics. */
export const metricSettingsTable = table('metric_settings', {
  shopId: uuid().key(),
  version: integer().key(),
  effectiveFrom: instant().fixed(),
  values: json<OwnSettings>().fixed(),
  savedAt: instant().fixed(),
  savedBy: uuid().null().fixed(),
});

/** Ranges that some metrics leave out (MET-24). */
export const exemptRangeTable = table('exempt_range', {
  shopId: uuid().key(),
  rangeId: uuid().key(),
  fromAt: instant(),
  toAt: instant(),
  metrics: texts<MetricName>(),
  reason: text(),
  savedAt: instant(),
  savedBy: uuid().null(),
});
