import type { Weekly } from '#libs/calendar/index';
import type { AdviceRules } from './advice-grounds';
import { adviceText } from './advice-text';
import { advise } from './advise';
import { between, weeksOf } from './example-volume';
import { openSlots } from './open-slots';

const rules: AdviceRules = { threshold: 5, weeks: 4, increases: 4, decreases: 4, replyTargetMs: 180_000, complaints: 3 };
const days = (from: number, to: number): Weekly => Array.from({ length: 7 }, () => [{ start: from * 60, end: to * 60 }]);
const office: Weekly = [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ start: 600, end: 1_140 }] : [{ start: 660, end: 1_080 }]));

type Numbers = Parameters<typeof weeksOf>[1];
const adviceOf = (numbersOf: Numbers, weekly: Weekly | null = office, given: Partial<AdviceRules> = {}) =>
  advise(weeksOf(5, numbersOf), openSlots(weekly), { ...rules, ...given });
const textsOf = (...given: Parameters<typeof adviceOf>): string[] => adviceOf(...given).map(adviceText);

const weekendEvenings: Numbers = (weekday) => ({
  consultations: weekday >= 5 ? between('18:00', '20:00', 12) : between('10:00', '19:00', 20),
});

it('SCH-24 weekend slots 18:00-20:00 mean 12 > threshold 5 for 4 weeks: EXTEND SAT,SUN to 20:00, with these numbers', () => {
  const [advice, ...others] = adviceOf(weekendEvenings);
  expect(others).toEqual([]);
  expect(adviceText(advice!)).toBe('EXTEND SAT,SUN to 20:00');
  expect(advice).toMatchObject({
    days: [5, 6],
    grounds: [{ reason: 'OUT_OF_HOURS_HIGH', weekly: [96, 96, 96, 96], value: 12, limit: 5 }],
  });
});

it('RES-62 one week that is not above the threshold, or not known, is enough for no advice', () => {
  const inWeek =
    (third: number | undefined): Numbers =>
    (weekday, weeksAgo) => {
      if (weekday !== 5) return { consultations: between('10:00', '12:00', 1) };
      const count = weeksAgo === 3 ? third : 6;
      return count === undefined ? undefined : { consultations: between('18:00', '20:00', count) };
    };
  expect([6, 5, undefined].map((third) => textsOf(inWeek(third)))).toEqual([['EXTEND SAT to 20:00'], [], []]);
  expect(textsOf(inWeek(5), office, { threshold: 4 })).toEqual(['EXTEND SAT to 20:00']);
  expect(textsOf(inWeek(5), office, { weeks: 2 })).toEqual(['EXTEND SAT to 20:00']);
});

it('SCH-24 a window begins earlier, one of its own opens, and one goes on past midnight', () => {
  expect(textsOf((weekday) => ({ consultations: between('08:00', '10:00', weekday === 0 ? 9 : 0) }))).toEqual(['EXTEND MON from 08:00']);
  expect(textsOf((weekday) => ({ consultations: between('22:00', '23:30', weekday === 0 ? 9 : 0) }))).toEqual(['OPEN MON 22:00-23:30']);
  const night: Numbers = (weekday) => ({
    consultations: weekday === 4 ? between('19:00', '24:00', 9) : between('00:00', '02:00', weekday === 5 ? 9 : 0),
  });
  expect(textsOf(night)).toEqual(['EXTEND FRI to 02:00']);
  expect(textsOf(() => ({ consultations: between('00:00', '24:00', 9) }), [[], [], [], [], [], [], []])).toEqual([
    'OPEN MON,TUE,WED,THU,FRI,SAT,SUN 00:00-24:00',
  ]);
});

it('SCH-10 without a limit nothing is outside the hours', () => {
  expect(textsOf(weekendEvenings, null)).toEqual([]);
});

it('SCH-24 RES-62 volume outside the hours that keeps rising, however small', () => {
  const rising: Numbers = (weekday, weeksAgo) => ({ consultations: between('19:00', '20:00', weekday === 1 ? 5 - weeksAgo : 0) });
  expect(adviceOf(rising)).toMatchObject([
    { action: 'EXTEND', days: [1], grounds: [{ reason: 'OUT_OF_HOURS_RISING', weekly: [0, 2, 4, 6, 8], value: 4, limit: 4 }] },
  ]);
  expect(textsOf((weekday, weeksAgo) => ({ consultations: between('19:00', '20:00', weekday === 1 && weeksAgo < 3 ? 5 : 0) }))).toEqual([]);
});

it('SCH-24 volume within the hours that rises while replies miss their target', () => {
  const busy =
    (meanReplyMs: number): Numbers =>
    (weekday, weeksAgo) =>
      weekday === 2
        ? {
            consultations: between('14:00', '16:00', 50 - weeksAgo),
            replies: between('14:00', '16:00', 10),
            meanReplyMs: between('14:00', '16:00', meanReplyMs),
          }
        : undefined;
  const [advice] = adviceOf(busy(180_001));
  expect(adviceText(advice!)).toBe('LENGTHEN WED 14:00-16:00');
  expect(advice!.grounds).toEqual([
    { reason: 'IN_HOURS_RISING_AND_SLOW', weekly: [180, 184, 188, 192, 196], value: 180_001, limit: 180_000 },
  ]);
  expect(textsOf(busy(180_000))).toEqual([]);
});

it('SCH-24 satisfaction that falls, within the hours and outside', () => {
  const falling =
    (from: string, to: string): Numbers =>
    (weekday, weeksAgo) => ({
      consultations: between(from, to, 1),
      ...(weekday === 3 && { rated: between(from, to, 10), satisfied: between(from, to, 4 + weeksAgo) }),
    });
  expect(textsOf(falling('12:00', '13:00'))).toEqual(['LENGTHEN THU 12:00-13:00']);
  expect(adviceOf(falling('19:00', '19:30'))).toMatchObject([
    { action: 'EXTEND', grounds: [{ reason: 'SATISFACTION_FALLS', weekly: [0.9, 0.8, 0.7, 0.6, 0.5], value: 4, limit: 4 }] },
  ]);
});

it('SCH-24 complaints of closed hours count together over a day of the week; within the hours they are none', () => {
  const complaining =
    (ofDay: number): Numbers =>
    (weekday, weeksAgo) => ({
      complaints: weekday === 6 && weeksAgo <= ofDay ? between('20:00', '20:30', 1) : between('12:00', '13:00', 5),
    });
  expect(textsOf(complaining(2))).toEqual([]);
  expect(adviceOf(complaining(3))).toMatchObject([
    { action: 'OPEN', days: [6], grounds: [{ reason: 'OUT_OF_HOURS_COMPLAINTS', value: 3, limit: 3 }] },
  ]);
});

it('SCH-24 a closed day and open days are told apart', () => {
  expect(textsOf(weekendEvenings, days(18, 20))).toEqual(['EXTEND MON,TUE,WED,THU,FRI from 10:00']);
});
