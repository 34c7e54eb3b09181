interface Counts {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

/** "0.94 (47/50)"; a dash where nothing was counted, never 0. */
export const ratioText = ({ value, numerator, denominator }: Counts): string =>
  value === null ? '–' : `${value.toFixed(2)} (${numerator}/${denominator})`;

/** A length of time as m:ss, from an hour on as h:mm:ss. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
