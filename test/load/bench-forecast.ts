import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { dateNumber, dateNumberText } from '#libs/calendar/index';
import { forecastErrors } from '#services/metrics/forecast/domain/forecast-errors';
import { slotsPerDay, type VolumeDay } from '#services/metrics/forecast/domain/history';
import type { Row } from './bench-report';

/** Business days of the centre that the forecast learns from before it tells the rest. */
const learnedDays = 9;

/** How real contacts would have been told: a file of contacts with `arrived_at`, in the time of their place. */
export function forecastRows(file: string): Row[] {
  const days = daysOf(parse(readFileSync(file), { columns: true }));
  const opened = days.filter(({ slots }) => slots.reduce((sum, count) => sum + count, 0) > total(days) / days.length / 2);
  const last = opened[learnedDays - 1]?.date ?? days.at(-2)!.date;
  const at = days.findIndex(({ date }) => date > last);
  // Told once from all that was learned, then again from each later day on.
  return Array.from({ length: Math.max(0, days.length - at) }, (_, later) => at + later).map((origin) => {
    const { model, ours, seasonalNaive, weekdayMean } = forecastErrors(days.slice(0, origin), days.slice(origin));
    return {
      what: `from ${days[origin]!.date} on, by ${model}`,
      measured: ours.toFixed(4),
      target: `< ${seasonalNaive.toFixed(4)} a week before, < ${weekdayMean.toFixed(4)} the weekday's mean`,
      ok: ours < Math.min(seasonalNaive, weekdayMean),
    };
  });
}

const total = (days: readonly VolumeDay[]): number =>
  days.reduce((sum, { slots }) => sum + slots.reduce((all, count) => all + count, 0), 0);

function daysOf(rows: readonly { readonly arrived_at: string }[]): VolumeDay[] {
  const dates = rows.map(({ arrived_at: at }) => at.slice(0, 10)).sort();
  const first = dateNumber(dates[0] ?? '');
  const days = Array.from({ length: dateNumber(dates.at(-1) ?? '') - first + 1 }, (_, index) => ({
    date: dateNumberText(first + index),
    slots: new Array<number>(slotsPerDay).fill(0),
  }));
  for (const { arrived_at: at } of rows) {
    const slot = Number(at.slice(11, 13)) * 2 + (Number(at.slice(14, 16)) >= 30 ? 1 : 0);
    days[dateNumber(at.slice(0, 10)) - first]!.slots[slot]! += 1;
  }
  return days;
}
