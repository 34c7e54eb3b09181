import { openIntervals } from './open-windows';
import { rulingAt } from './rules-in-force';
import type { ReceptionRules } from './schedule';

export type Because = 'NO_SCHEDULE' | 'WEEKLY_WINDOW' | 'OUTSIDE_WINDOWS' | 'HOLIDAY_MODE';

export interface Reception {
  readonly open: boolean;
  readonly because: Because;
  /** The version in force; null when none was ever saved. */
  readonly version: number | null;
}

/** Whether the shop receives at an instant, and why. Only the windows that start on its date and on the one before can be open. */
export function evaluate(rules: ReceptionRules, at: Date): Reception {
  const ruling = rulingAt(rules, at);
  const { kind, version } = ruling;
  switch (kind) {
    case 'holiday':
      return { open: false, because: 'HOLIDAY_MODE', version };
    case 'no-limit':
      return { open: true, because: 'NO_SCHEDULE', version };
    case 'weekly': {
      const open = openIntervals(rules.zone, ruling.weekly, at, -1, 0).some(({ start, end }) => start <= at && at < end);
      return { open, because: open ? 'WEEKLY_WINDOW' : 'OUTSIDE_WINDOWS', version };
    }
    default:
      return kind satisfies never;
  }
}
