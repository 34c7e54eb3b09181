const dayMs = 86_400_000;

/** The date some days later, YYYY-MM-DD. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** How many days the second date comes after the first. */
export const daysApart = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs;

/** Every date of a span, both ends included. */
export function datesOf({ from, to }: { readonly from: string; readonly to: string }): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = dateAfter(date, 1)) dates.push(date);
  return dates;
}
