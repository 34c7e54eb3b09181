import type { FigureSettings } from './figure-settings';
import type { MetricName } from './metrics';

/** Half-open; `to` null: for good. Instants in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

/** What held in a shop, and when: settings from an instant on, the times of holiday mode (MET-7), and ranges that chosen metrics leave out (MET-24). */
export interface SettingsTimeline {
  /** In the order of their `from`; the first one holds before it too. */
  readonly settings: readonly { readonly from: number; readonly values: FigureSettings }[];
  readonly holidays: readonly Span[];
  readonly exempt: readonly (Span & { readonly metrics: readonly MetricName[] })[];
}

export const within = (at: number, { from, to }: Span): boolean => at >= from && (to === null || at < to);

/** What held at an instant. */
export function settingsAt({ settings }: SettingsTimeline, at: number, otherwise: FigureSettings): FigureSettings {
  return (settings.findLast(({ from }) => from <= at) ?? settings[0])?.values ?? otherwise;
}

/** The metrics that leave out what was opened at an instant. */
export function leftOutAt({ holidays, exempt }: SettingsTimeline, at: number): ReadonlySet<MetricName> {
  const names = exempt.filter((span) => within(at, span)).flatMap(({ metrics }) => metrics);
  return new Set(holidays.some((span) => within(at, span)) ? [...names, 'responseRate'] : names);
}

/** Where nothing is known of a shop yet. */
export const noTimeline: SettingsTimeline = { settings: [], holidays: [], exempt: [] };
