const dayMs = 86_400_000;
const [first, last] = ['0001-01-01', '9999-12-31'];

/** The date some days later, YYYY-MM-DD; before the first date that can be written it is that one, and behind the last one likewise. */
export function dateAfter(date: string, days: number): string {
  const text = new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString();
  if (text.startsWith('+')) return last;
  return text < first || text.startsWith('-') ? first : text.slice(0, first.length);
}

/** Every date of a span, both ends included. */
export const datesOf = ({ from, to }: { readonly from: string; readonly to: string }): string[] =>
  Array.from({ length: daysApart(from, to) + 1 }, (_, days) => dateAfter(from, days));

/** The date of an instant in UTC, as far as it can be written. */
export const dateInUtc = (at: Date): string => dateAfter('1970-01-01', Math.floor(at.getTime() / dayMs));

/** How many days the second date comes after the first. */
export const daysApart = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs;

/** The day of the week, 0 = Monday. */
export const weekdayOf = (date: string): number => (new Date(date).getUTCDay() + 6) % 7;
