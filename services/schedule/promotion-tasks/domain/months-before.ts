/** The same day some months before, or the last one of a month that is shorter. */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(2000, 0, 1));
  last.setUTCFullYear(year, month - months, 0);
  const first = new Date(Date.UTC(2000, 0, 1));
  first.setUTCFullYear(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()));
  return first.toISOString().slice(0, 10);
}
