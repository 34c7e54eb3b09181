import type { Reception } from './reception';

/** A time through which one answer holds: half-open `[from, to)`, in milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly reception: Reception;
}
