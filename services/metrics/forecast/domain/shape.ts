import { meanOf, scaled, slotsPerDay, total, weekdayOf, type VolumeDay } from './history';

/** How alike the courses of two days are, 0 to 1: the cosine between them. */
export function likeness(one: readonly number[], other: readonly number[]): number {
  const product = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, slot) => sum + value * (b[slot] ?? 0), 0);
  const norm = Math.sqrt(product(one, one) * product(other, other));
  return norm === 0 ? 0 : product(one, other) / norm;
}

/**
 * Each half hour drawn towards its neighbours, whose noise it does not share. Half hours without any contact are closed: nothing flows into them or out of
 * them. The sum of the day stays.
 */
export function smoothed(slots: readonly number[]): number[] {
  const smooth = slots.map((count, slot) => {
    if (count === 0) return 0;
    const open = [slot - 1, slot + 1].map((at) => slots[at] ?? 0).filter((neighbour) => neighbour > 0);
    return (2 * count + open.reduce((sum, neighbour) => sum + neighbour, 0)) / (2 + open.length);
  });
  const sum = total(smooth);
  return sum === 0 ? smooth : scaled(smooth, total(slots) / sum);
}

const alike = 0.93;

/** The course of a day of the week as shares of its sum: its own days together with those of days of the week that run alike, since more days are less noise. */
export function shapeOf(weekday: number, days: readonly VolumeDay[]): number[] {
  const course = (of: number): number[] => smoothed(meanOf(days.filter(({ date }) => weekdayOf(date) === of).map(({ slots }) => slots)));
  const own = course(weekday);
  const kin = [0, 1, 2, 3, 4, 5, 6].filter((other) => other === weekday || likeness(own, course(other)) >= alike);
  const shares = days
    .filter(({ date, slots }) => kin.includes(weekdayOf(date)) && total(slots) > 0)
    .map(({ slots }) => scaled(slots, 1 / total(slots)));
  const shape = smoothed(meanOf(shares));
  const sum = total(shape);
  return sum === 0 ? new Array<number>(slotsPerDay).fill(0) : scaled(shape, 1 / sum);
}
