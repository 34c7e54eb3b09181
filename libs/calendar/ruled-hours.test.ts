import { cst, hours, office, rules, week, window } from './example-rules';
import { ruledHours, ruledUntil } from './ruled-hours';
import type { HolidayPolicy, HoursRules, ReceptionRules } from './schedule';

const [zhOffice, enOffice] = ['周一至周五10:00-19:00,周六至周日11:00-18:00', 'Mon–Fri 10:00-19:00, Sat–Sun 11:00-18:00'];
const withWeek = (parts: Partial<HoursRules>): ReceptionRules => hours({ weekly: office, ...parts });
const holidays: HolidayPolicy = {
  rule: 'AS_WEEKEND',
  windows: [],
  followMakeUpWorkdays: true,
  makeUpDay: 1,
  table: {
    fromYear: 2026,
    toYear: 2026,
    holidays: [{ date: '2026-02-16', name: '春节' }],
    workdays: [{ date: '2026-02-28', name: '春节调休' }],
  },
};
const spring = { name: '春节', from: '2026-02-15', to: '2026-02-23' };
const sale = { name: '双11', from: '2026-11-10', to: '2026-11-12', windows: [window('08:00-12:00'), window('13:00-23:30')] };
const summer = { name: '夏季', from: '2026-06-01', to: '2026-08-31', weekly: week({ 1: ['09:00-20:00'] }) };

it.each<[string, ReceptionRules, string, string | undefined, string | undefined]>([
  ['the week', rules(office), '2026-03-02T20:00:00', zhOffice, enOffice],
  ['the season', withWeek({ seasons: [summer] }), '2026-06-02T03:00:00', '周一09:00-20:00', 'Mon 09:00-20:00'],
  ['a closure', withWeek({ closures: [spring] }), '2026-02-16T11:00:00', '2月15日至2月23日休息(春节)', 'closed Feb 15–Feb 23 (春节)'],
  ['the day before it', withWeek({ closures: [spring] }), '2026-02-14T20:00:00', zhOffice, enOffice],
  [
    'a range',
    withWeek({ ranges: [sale] }),
    '2026-11-11T23:45:00',
    '11月10日至11月12日08:00-12:00、13:00-23:30(双11)',
    'Nov 10–Nov 12 08:00-12:00 and 13:00-23:30 (双11)',
  ],
  [
    'a range of one date without windows',
    withWeek({ ranges: [{ ...sale, to: sale.from, windows: [] }] }),
    '2026-11-10T12:00:00',
    '11月10日休息(双11)',
    'closed Nov 10 (双11)',
  ],
  ['a holiday', withWeek({ holidays }), '2026-02-16T20:00:00', '2月16日11:00-18:00(春节)', 'Feb 16 11:00-18:00 (春节)'],
  [
    'a holiday that closes',
    withWeek({ holidays: { ...holidays, rule: 'CLOSED' } }),
    '2026-02-16T12:00:00',
    '2月16日休息(春节)',
    'closed Feb 16 (春节)',
  ],
  ['a make-up workday', withWeek({ holidays }), '2026-02-28T20:00:00', '2月28日10:00-19:00(春节调休)', 'Feb 28 10:00-19:00 (春节调休)'],
  ['a week without windows', rules(week({})), '2026-03-02T12:00:00', undefined, undefined],
  ['nothing', rules(null), '2026-03-02T12:00:00', undefined, undefined],
])('SCH-15 SCH-9 a buyer is told the hours of the rule that decides: %s', (_what, of, at, zh, en) => {
  const told = ruledHours(of, cst(at));
  expect([told?.zh, told?.en]).toEqual([zh, en]);
});

it.each([
  [cst('2026-03-02T14:30:00'), '临时休息至3月2日14:30', 'closed for now, until Mar 2, 14:30'],
  [null, '临时休息', 'closed for now'],
])('SCH-15 closed by hand, a buyer is told until when, and not the reason', (to, zh, en) => {
  const override = { open: false, from: cst('2026-03-02T14:00:00'), to, reason: 'Power cut' };
  expect(ruledHours({ ...rules(office), override }, cst('2026-03-02T14:10:00'))).toEqual({ zh, en });
});

it('SCH-28 in holiday mode a buyer is told so, whatever else there is', () => {
  const holidayMode = { from: cst('2026-03-02T12:00:00'), to: cst('2026-03-04T12:00:00') };
  expect(ruledHours({ ...rules(office), holidayMode }, cst('2026-03-03T12:00:00'))).toEqual({
    zh: '假日休息至3月4日12:00',
    en: 'closed for a holiday, until Mar 4, 12:00',
  });
});

it('SCH-15 what a buyer is told may change at midnight, and where a version or a switch begins or ends', () => {
  const of = rules(office);
  expect(ruledUntil(of, cst('2026-03-02T20:00:00'))).toEqual(cst('2026-03-03T00:00:00'));
  const override = { open: false, from: cst('2026-03-02T14:00:00'), to: cst('2026-03-02T21:00:00'), reason: 'A' };
  expect(ruledUntil({ ...of, override }, cst('2026-03-02T20:00:00'))).toEqual(cst('2026-03-02T21:00:00'));
  expect(ruledUntil({ ...of, override }, cst('2026-03-02T21:00:00'))).toEqual(cst('2026-03-03T00:00:00'));
});
