import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { repoRoot } from '#libs/platform/process/repo-root';
import { dateNumber, dateNumberText } from '#libs/calendar/index';
import { forecast } from './forecast';
import { slotsPerDay, total, type VolumeDay } from './history';
import { models } from './models';

/* Two weeks of a call centre lie beside the checkout, where there are any: they are not part of the product. */
const file = join(repoRoot(), '../shared/data/bank-calls/calls-1999-02-first-half.csv');

function daysOf(rows: readonly { readonly arrived_at: string }[]): VolumeDay[] {
  const first = dateNumber('1999-02-01');
  const days = Array.from({ length: 14 }, (_, index) => ({
    date: dateNumberText(first + index),
    slots: new Array<number>(slotsPerDay).fill(0),
  }));
  for (const { arrived_at: at } of rows) {
    const [date, time] = [at.slice(0, 10), at.slice(11, 16)];
    days[dateNumber(date) - first]!.slots[Number(time.slice(0, 2)) * 2 + (Number(time.slice(3)) >= 30 ? 1 : 0)]! += 1;
  }
  return days;
}

const errorOf = (predicted: readonly (readonly number[])[], actual: readonly VolumeDay[]): number => {
  const off = actual.flatMap(({ slots }, day) => slots.map((count, slot) => Math.abs(count - (predicted[day]![slot] ?? 0))));
  return total(off) / total(actual.flatMap(({ slots }) => slots));
};

(existsSync(file) ? it : it.skip)(
  'STF-7 trained on nine business days of real contacts, the rest is predicted better than by both baselines',
  () => {
    const days = daysOf(parse(readFileSync(file), { columns: true }));
    /* Sunday to Thursday are business days there: the ninth is the 11th. */
    const [history, rest] = [days.slice(0, 11), days.slice(11)];
    const predicted = forecast({ history, from: rest[0]!.date, days: rest.length, specials: [] });
    const ours = errorOf(
      predicted.days.map(({ slots }) => slots.map(({ mean }) => mean)),
      rest,
    );
    for (const baseline of ['seasonalNaive', 'weekdayMean'] as const) {
      const theirs = errorOf(
        rest.map(({ date }) => models[baseline].predict(date, history)),
        rest,
      );
      process.stdout.write(`Weighted error of real contacts: ${predicted.model} ${ours.toFixed(4)}, ${baseline} ${theirs.toFixed(4)}\n`);
      expect(ours).toBeLessThan(theirs);
    }
  },
);
