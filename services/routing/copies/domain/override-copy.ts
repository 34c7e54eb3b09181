import type { Override } from '#libs/calendar/index';

/** The shop's override as the schedule service told it last; the higher revision counts. */
export interface OverrideCopy {
  readonly revision: number;
  /** Null when it was lifted, or there never was one. */
  readonly override: Override | null;
}

export const noOverride: OverrideCopy = { revision: 0, override: null };
