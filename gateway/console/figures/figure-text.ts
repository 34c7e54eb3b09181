import type { MetricUnit } from '../generated/graphql';
import { ratioText } from '../text/ratio';

interface Counted {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

/** A figure as people read it: a ratio with its counts, a duration in seconds, a plain number; a dash where nothing was counted. */
export function figureText(figure: Counted, unit: MetricUnit, seconds: (value: string) => string): string {
  if (figure.value === null) return '–';
  if (unit === 'RATIO') return ratioText(figure);
  if (unit === 'MILLISECONDS') return seconds((figure.value / 1_000).toFixed(1));
  return String(figure.value);
}
