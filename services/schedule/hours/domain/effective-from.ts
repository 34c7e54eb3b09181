import { isDate, isRepresentable, parseInstant, toInstant } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';

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
export function effectiveFrom(text: string | null | undefined, zone: string, now: Date): Beginning | Refusal {
  if (text === null || text === undefined) return { at: now, wasPast: false };
  const wanted = wantedInstant(text, zone);
  if (isRefusal(wanted)) return wanted;
  return wanted < now ? { at: now, wasPast: true } : { at: wanted, wasPast: false };
}

function wantedInstant(text: string, zone: string): Date | Refusal {
  const [, year, month, day, time] = dateOrInstant.exec(text) ?? [];
  if (year === undefined) return refused('INVALID_TIME', 'This is no instant and no date.');
  if (!isDate(`${year}-${month}-${day}`)) return refused('INVALID_RANGE', 'There is no such date.');
  const instant =
    time === undefined ? toInstant(zone, { year: Number(year), month: Number(month), day: Number(day) }, 0) : parseInstant(text);
  return instant && isRepresentable(instant) ? instant : refused('INVALID_TIME', 'This is no instant and no date.');
}

const refused = (code: 'INVALID_TIME' | 'INVALID_RANGE', message: string): Refusal =>
  refuse(code, message, {
    field: 'effectiveFrom',
    expected: 'an RFC 3339 instant such as 2026-03-02T01:00:00Z, or a date such as 2026-03-02',
  });
