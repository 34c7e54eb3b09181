import { dateNumber, dateNumberText } from '#libs/calendar/index';
import { forecastErrors } from './forecast-errors';
import { slotsPerDay, weekdayOf, type VolumeDay } from './history';

const monday = dateNumber('2026-03-02');

/** Weeks with their own course of the day, quieter weekends, growth, and chance; the same for the same seed. */
function noisyDays(count: number, seed: number, growth: number): VolumeDay[] {
  let state = seed;
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const poisson = (mean: number): number => {
    for (let [n, product] = [0, random()]; ; n += 1) {
      if (product < Math.exp(-mean)) return n;
      product *= random();
    }
  };
  return Array.from({ length: count }, (_, index) => {
    const date = dateNumberText(monday + index);
    const level = 3 * (weekdayOf(date) > 4 ? 0.5 : 1) * (1 + growth * index);
    const course = (slot: number): number => (slot < 14 || slot > 46 ? 0 : 1 + Math.sin((slot - 14) / 10) ** 2);
    return { date, slots: Array.from({ length: slotsPerDay }, (__, slot) => poisson(level * course(slot))) };
  });
}

it.each([
  [1, 0],
  [2, 0],
  [3, 0.01],
  [4, 0.02],
  [5, 0.02],
])('STF-7 of noisy weeks (seed %d, growth %d a day) the chosen model tells the rest better than both baselines', (seed, growth) => {
  const days = noisyDays(28, seed, growth);
  const { ours, seasonalNaive, weekdayMean } = forecastErrors(days.slice(0, 21), days.slice(21));
  expect(ours).toBeLessThan(seasonalNaive);
  expect(ours).toBeLessThan(weekdayMean);
});
