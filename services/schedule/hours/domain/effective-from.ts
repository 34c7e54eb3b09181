import { toInstant } from '#libs/calendar/index';
import { AppError } from '#libs/platform/errors';
import { isDate, parseInstant } from './instant';

export interface Beginning {
  readonly at: Date;
  /** Whether an earlier instant was asked for: what has been cannot be changed, so the version acts at once. */
  readonly wasPast: boolean;
}

const dateOrInstant = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/i;

/**
 * When a version acts (SCH-11, RES-52): from an instant, from local midnight of a bare date, or now when nothing is said. Never before now: it would stand
 * behind the version in force and not act at all. Refuses what is no time, and a date that no calendar has (RES-54).
 */
export function effectiveFrom(text: string | null | undefined, zone: string, now: Date): Beginning {
  if (text === null || text === undefined) return { at: now, wasPast: false };
  const wanted = wantedInstant(text, zone);
  return wanted < now ? { at: now, wasPast: true } : { at: wanted, wasPast: false };
}

function wantedInstant(text: string, zone: string): Date {
  const [, year, month, day, time] = dateOrInstant.exec(text) ?? [];
  if (year === undefined) throw refused('INVALID_TIME', `"${text}" is no instant and no date.`);
  if (!isDate(`${year}-${month}-${day}`)) throw refused('BAD_USER_INPUT', `There is no date ${year}-${month}-${day}.`);
  const instant =
    time === undefined ? toInstant(zone, { year: Number(year), month: Number(month), day: Number(day) }, 0) : parseInstant(text);
  if (!instant) throw refused('INVALID_TIME', `"${text}" is no instant.`);
  return instant;
}

const refused = (code: 'INVALID_TIME' | 'BAD_USER_INPUT', message: string): AppError =>
  new AppError(code, message, {
    field: 'effectiveFrom',
    expected: 'an RFC 3339 instant such as 2026-03-02T01:00:00Z, or a date such as 2026-03-02',
  });
