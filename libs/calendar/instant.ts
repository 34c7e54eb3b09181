const rfc3339 = /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** The instant of an RFC 3339 text; undefined for anything else and for dates that no calendar has, which `new Date` would take for the next month's. */
export function parseInstant(text: string): Date | undefined {
  const date = rfc3339.exec(text)?.[1];
  if (date === undefined || !isDate(date)) return undefined;
  const instant = new Date(text.toUpperCase());
  return isRepresentable(instant) ? instant : undefined;
}

/** Whether a calendar has the date `yyyy-mm-dd`. */
export function isDate(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

const first = Date.parse('0001-01-01T00:00:00.000Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether an instant can be written with a year of four digits, as RFC 3339 wants it, and kept by the database. */
export const isRepresentable = (instant: Date): boolean => instant.getTime() >= first && instant.getTime() <= last;
