import fc from 'fast-check';
import { dateNumber, dateNumberText } from '#libs/calendar/index';
import { backTest, bestOf, percentageError } from './back-test';
import { forecast } from './forecast';
import { slotsPerDay, total, weekdayOf, type VolumeDay } from './history';
import { smoothed } from './shape';

const monday = dateNumber('2026-03-02');
const course = Array.from({ length: slotsPerDay }, (_, slot) => (slot < 18 || slot > 44 ? 0 : 10 + 8 * Math.sin(slot / 4)));
const dayAt = (index: number, factor = 1): VolumeDay => {
  const date = dateNumberText(monday + index);
  const weekend = weekdayOf(date) > 4 ? 0.4 : 1;
  return { date, slots: course.map((count) => Math.round(count * weekend * factor)) };
};
const weeks = (count: number): VolumeDay[] => Array.from({ length: 7 * count }, (_, index) => dayAt(index));

it('a week that repeats itself is predicted as it is', () => {
  const found = forecast({ history: weeks(4), from: '2026-03-30', days: 7, specials: [] });
  found.days.forEach(({ slots }, index) => {
    const actual = dayAt(28 + index);
    slots.forEach(({ mean }, slot) => expect(Math.abs(mean - actual.slots[slot]!)).toBeLessThan(1));
  });
});

it('the model that was off least is chosen, and how all did is told', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(30), { minLength: slotsPerDay, maxLength: slotsPerDay }), { minLength: 8, maxLength: 20 }),
      (slots) => {
        const history = slots.map((day, index) => ({ date: dateNumberText(monday + index), slots: day }));
        const errors = backTest(history, [], 28);
        const best = bestOf(errors);
        for (const each of errors) expect(percentageError(best) ?? 0).toBeLessThanOrEqual(percentageError(each) ?? 0);
      },
    ),
  );
});

it('a promotion and a holiday have their factor, when they are predicted and when they are learned from', () => {
  const busy = weeks(3).map((day, index) => (index === 8 ? dayAt(8, 10) : day));
  const specials = [
    { date: dateNumberText(monday + 8), factor: 10 },
    { date: '2026-03-24', factor: 3 },
  ];
  const sums = forecast({ history: busy, from: '2026-03-23', days: 3, specials }).days.map(({ slots }) =>
    Math.round(total(slots.map(({ mean }) => mean))),
  );
  const usual = total(dayAt(0).slots);
  expect(sums.map((sum) => Math.round((10 * sum) / usual) / 10)).toEqual([1, 3, 1]);
});

it('nine of ten lie between low and high where chance alone makes the difference', () => {
  let seed = 5;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const poisson = (mean: number): number => {
    for (let [count, product] = [0, random()]; ; count += 1) {
      if (product < Math.exp(-mean)) return count;
      product *= random();
    }
  };
  const days = weeks(6).map((day) => ({ ...day, slots: day.slots.map((mean) => (mean === 0 ? 0 : poisson(mean))) }));
  const found = forecast({ history: days.slice(0, 35), from: days[35]!.date, days: 7, specials: [] });
  const inside = found.days.flatMap(({ slots }, day) =>
    slots.map(({ mean, low, high }, slot) =>
      mean < 1 ? null : days[35 + day]!.slots[slot]! >= low - 0.5 && days[35 + day]!.slots[slot]! <= high + 0.5,
    ),
  );
  const counted = inside.filter((each) => each !== null);
  expect(counted.filter(Boolean).length / counted.length).toBeGreaterThan(0.7);
});

it('no history is no forecast but zeros', () => {
  const { days } = forecast({ history: [], from: '2026-03-02', days: 1, specials: [] });
  expect(days[0]!.slots.every(({ mean, high }) => mean === 0 && high === 0)).toBe(true);
});

it('smoothing keeps the sum and opens no closed half hour', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: slotsPerDay, maxLength: slotsPerDay }), (slots) => {
      const smooth = smoothed(slots);
      expect(Math.abs(total(smooth) - total(slots))).toBeLessThan(1e-6);
      slots.forEach((count, slot) => expect(smooth[slot] === 0).toBe(count === 0));
    }),
  );
});
