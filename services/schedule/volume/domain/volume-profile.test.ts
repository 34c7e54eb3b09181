import { at, between, weeksOf } from './example-volume';
import { proposeWindows } from './propose-windows';
import { profileOf, type DayProfile } from './volume-profile';

const usual = { peakFactor: 1, lowFactor: 0.5 };
const rules = { minimumMinutes: 60, gapMinutes: 60 };
const monday = (consultations: readonly number[], factors = usual): DayProfile =>
  profileOf(
    weeksOf(4, () => ({ consultations })),
    factors,
  )[0]!;
const levelAt = ({ slots }: DayProfile, time: string) => slots[at(time)]!.level;
const plus = (...parts: readonly (readonly number[])[]): number[] =>
  parts[0]!.map((_, slot) => parts.reduce((all, part) => all + part[slot]!, 0));
const texts = (day: DayProfile, given = rules): string[] => proposeWindows(day, given).map(({ start, end }) => `${start / 60}-${end / 60}`);

it('SCH-23 counts, means and ratios of each half hour over all dates known', () => {
  const history = weeksOf(2, (weekday, weeksAgo) => {
    if (weekday === 2) return weeksAgo === 1 ? { consultations: between('10:00', '11:00', 6) } : undefined;
    const figures = { replies: between('10:00', '11:00', weeksAgo), meanReplyMs: between('10:00', '11:00', weeksAgo * 30_000) };
    const ratings = {
      rated: between('10:00', '11:00', 4),
      satisfied: between('10:00', '11:00', 3),
      complaints: between('10:00', '11:00', 1),
    };
    return { consultations: between('10:00', '11:00', weeksAgo * 10), ...figures, ...ratings };
  });
  const [first, , third] = profileOf(history, usual);
  expect(first).toMatchObject({ weekday: 0, dates: 2, consultations: 60, mean: 60 / 96 });
  expect(first!.slots[20]).toMatchObject({
    consultations: 30,
    mean: 15,
    replies: 3,
    meanReplyMs: 50_000,
    rated: 8,
    satisfied: 6,
    complaints: 2,
  });
  expect(first!.slots[22]).toMatchObject({ consultations: 0, mean: 0, replies: 0, meanReplyMs: null });
  expect(third).toMatchObject({ dates: 1, consultations: 12 });
});

it('SCH-23 a day of which nothing is known has no mean, no peaks and no lows', () => {
  const [day] = profileOf(
    weeksOf(4, () => undefined),
    usual,
  );
  expect(day).toMatchObject({ dates: 0, mean: null });
  expect(new Set(day!.slots.map(({ level, mean }) => `${level} ${mean}`))).toEqual(new Set(['NORMAL null']));
});

it('RES-61 a peak is greater than the mean, a low under half of it', () => {
  // 48 half hours of 4 but three: the mean stays 4.
  const consultations = between('00:00', '24:00', 4).map((count, slot) => [count, 5, 2, 5][slot < 4 ? slot : 0]!);
  const day = monday(consultations);
  expect(day.mean).toBe(4);
  expect(['00:00', '00:30', '01:00', '01:30'].map((time) => levelAt(day, time))).toEqual(['NORMAL', 'PEAK', 'NORMAL', 'PEAK']);
  const low = monday(consultations.map((count, slot) => (slot === 2 ? 1 : slot === 3 ? 6 : count)));
  expect([low.mean, levelAt(low, '01:00')]).toEqual([4, 'LOW']);
});

it('RES-61 the factors are parameters', () => {
  const day = monday(plus(between('00:00', '24:00', 4), between('10:00', '10:30', 4)), { peakFactor: 2, lowFactor: 1 });
  expect([levelAt(day, '10:00'), levelAt(day, '11:00')]).toEqual(['NORMAL', 'LOW']);
});

it('SCH-23 history concentrated 14:00-21:00: the proposal contains it and leaves out 00:00-06:00', () => {
  const day = monday(plus(between('00:00', '24:00', 1), between('14:00', '21:00', 30)));
  expect(texts(day)).toEqual(['14-21']);
  expect([levelAt(day, '14:00'), levelAt(day, '20:30'), levelAt(day, '03:00')]).toEqual(['PEAK', 'PEAK', 'LOW']);
});

it('SCH-23 neighbouring peaks are one window, those far apart are two', () => {
  const near = monday(plus(between('10:00', '12:00', 9), between('13:00', '15:00', 9)));
  const far = monday(plus(between('10:00', '12:00', 9), between('13:30', '15:00', 9)));
  expect([texts(near), texts(far)]).toEqual([['10-15'], ['10-12', '13.5-15']]);
  expect(texts(near, { ...rules, gapMinutes: 30 })).toEqual(['10-12', '13-15']);
});

it.each([
  ['towards the busier side', plus(between('12:00', '12:30', 90), between('11:30', '12:00', 1)), '11.5-12.5'],
  ['towards the later side where both are alike', between('12:00', '12:30', 90), '12-13'],
  ['not past midnight', between('23:30', '24:00', 90), '23-24'],
  ['not before the day begins', between('00:00', '00:30', 90), '0-1'],
])('SCH-23 a short peak is widened %s', (_where, consultations, window) => {
  expect(texts(monday(consultations))).toEqual([window]);
});

it('SCH-23 a window can be as long as the day', () => {
  expect(texts(monday(between('12:00', '12:30', 9)), { ...rules, minimumMinutes: 1_440 })).toEqual(['0-24']);
  expect(texts(monday(between('00:00', '24:00', 9)))).toEqual([]);
});
