import { toInstant } from '#libs/calendar/index';
import { AppError } from '#libs/platform/errors';

const bareDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** When a version acts (RES-52): an instant, local midnight of a bare date, or now when nothing is said. A date that does not exist is refused. */
export function effectiveFrom(text: string | null | undefined, zone: string, now: Date): Date {
  if (text === null || text === undefined) return now;
  const date = bareDate.exec(text);
  const [year, month, day] = (date?.slice(1) ?? []).map(Number) as [number, number, number];
  if (date && isDate(year, month, day)) return toInstant(zone, { year, month, day }, 0);
  const instant = rfc3339.test(text) ? new Date(text) : undefined;
  if (!instant || Number.isNaN(instant.getTime())) {
    throw new AppError('INVALID_TIME', `"${text}" is no instant and no date.`, {
      field: 'effectiveFrom',
      expected: 'an RFC 3339 instant such as 2026-03-02T01:00:00Z, or a date such as 2026-03-02',
    });
  }
  return instant;
}

function isDate(year: number, month: number, day: number): boolean {
  const wall = new Date(Date.UTC(year, month - 1, day));
  return wall.getUTCMonth() === month - 1 && wall.getUTCDate() === day;
}
