import { isDate } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';
import type { ReportQuestion } from '../../figures/domain/report-question';

/** Which sessions a row of a report is about. */
export interface DrillScope extends Pick<ReportQuestion, 'range' | 'dimension' | 'member'> {
  readonly halfHour?: number;
  /** 1 is Monday. */
  readonly weekday?: number;
}

/** The scope of a report's row; without a key that of all rows together. */
export function scopeOf(
  { range, dimension, member, rows }: Omit<ReportQuestion, 'metrics'>,
  key: string | undefined,
): DrillScope | Refusal {
  const whole = { range, dimension, member };
  if (key === undefined) return whole;
  switch (rows) {
    case 'TOTAL':
      return key === '' ? whole : wrong('no key: the report has one row');
    case 'MEMBER':
      return member === undefined || member === key ? { ...whole, member: key } : wrong(`${member}, as member says, or no member`);
    case 'DATE': {
      const known = isDate(key) && key >= range.from && key <= range.to;
      return known ? { ...whole, range: { from: key, to: key } } : wrong(`a date from ${range.from} to ${range.to}`);
    }
    case 'HALF_HOUR': {
      const halfHour = halfHourOf(key);
      return halfHour === undefined ? wrong('0 to 47') : { ...whole, halfHour };
    }
    case 'WEEKDAY_HALF_HOUR': {
      const [weekday, halfHour] = [Number(/^[1-7](?=-)/.exec(key)?.[0]), halfHourOf(key.slice(2))];
      return Number.isNaN(weekday) || halfHour === undefined ? wrong('1-0 to 7-47') : { ...whole, weekday, halfHour };
    }
  }
}

const halfHourOf = (text: string): number | undefined => (/^(\d|[1-3]\d|4[0-7])$/.test(text) ? Number(text) : undefined);

const wrong = (expected: string): Refusal => refuse('BAD_USER_INPUT', 'The report has no such row.', { field: 'input.key', expected });
