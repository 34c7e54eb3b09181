import { everyDay, office, shanghai, cst, week } from '#libs/calendar/example-rules';
import type { HolidayPolicy } from '#libs/calendar/index';
import { announcementText } from './announcement-text';
import type { Hours } from './changed-parts';

const hours = (more: Partial<Hours>): Hours => ({
  week: everyDay('10:00-19:00'),
  seasons: [],
  ranges: [],
  closures: [],
  holidays: null,
  ...more,
});
const change = (old: Hours, now: Hours) =>
  announcementText({ old, new: now, reason: '冬季作息', effectiveFrom: cst('2026-11-30T00:00:00'), zone: shanghai });

it('SCH-21 names old hours, new hours, the reason, the date, and that messages may be left', () => {
  const { text, textEn } = change(hours({}), hours({ week: everyDay('09:00-18:00') }));
  for (const part of ['从10:00-19:00变更为09:00-18:00', '冬季作息', '2026-11-30', '留言']) expect(text).toContain(part);
  for (const part of ['from 10:00-19:00 to 09:00-18:00', '冬季作息', '2026-11-30', 'leave a message']) expect(textEn).toContain(part);
});

it('SCH-21 RES-58 hours that differ by day are named in runs, in both languages', () => {
  const { text, textEn } = change(hours({}), hours({ week: office }));
  expect(text).toContain('变更为周一至周五10:00-19:00,周六至周日11:00-18:00');
  expect(textEn).toContain('to Mon–Fri 10:00-19:00, Sat–Sun 11:00-18:00');
});

it('SCH-21 a closure and a range that are new are named, older ones are not', () => {
  const { text, textEn } = change(hours({ closures: [spring] }), hours({ closures: [spring], ranges: [promotion] }));
  expect(text).toContain('2026-12-12为08:00-24:00(双12)');
  expect(text).not.toContain('春节');
  expect(textEn).toContain('are 08:00-24:00 on 2026-12-12 (双12)');
  expect(change(hours({}), hours({ closures: [spring] })).text).toContain('2027-02-05至2027-02-11休息(春节)');
});

it.each([
  [hours({ week: null }), '从全天变更为', 'from all day to'],
  [hours({ week: week({}) }), '从休息变更为', 'from closed to'],
])('SCH-21 hours before that were none or had no limit are said so', (old, zh, en) => {
  const { text, textEn } = change(old, hours({}));
  expect([text.includes(zh), textEn.includes(en)]).toEqual([true, true]);
});

const spring = { name: '春节', from: '2027-02-05', to: '2027-02-11' };
const promotion = { name: '双12', from: '2026-12-12', to: '2026-12-12', windows: [{ start: 480, end: 1_440 }] };
const summer = { name: '夏季', from: '2027-06-01', to: '2027-08-31', weekly: everyDay('09:00-20:00') };
const holidays: HolidayPolicy = { rule: 'CLOSED', windows: [], followMakeUpWorkdays: true, makeUpDay: 1, table: null };

it.each<[string, Partial<Hours>, Partial<Hours>, string, string]>([
  [
    'a closure that is gone',
    { closures: [spring] },
    {},
    '2027-02-05至2027-02-11不再休息(春节)',
    'are no longer suspended on 2027-02-05 to 2027-02-11 (春节)',
  ],
  [
    'a range that is gone',
    { ranges: [promotion] },
    {},
    '2026-12-12不再为08:00-24:00(双12)',
    'are no longer 08:00-24:00 on 2026-12-12 (双12)',
  ],
  [
    'a range with other hours',
    { ranges: [promotion] },
    { ranges: [{ ...promotion, windows: [] }] },
    '2026-12-12从08:00-24:00变更为休息(双12)',
    'change from 08:00-24:00 to closed on 2026-12-12 (双12)',
  ],
  [
    'a closure on other dates',
    { closures: [spring] },
    { closures: [{ ...spring, to: '2027-02-12' }] },
    '2027-02-05至2027-02-12休息(春节);2027-02-05至2027-02-11不再休息(春节)',
    'are suspended on 2027-02-05 to 2027-02-12 (春节); are no longer suspended on 2027-02-05 to 2027-02-11 (春节)',
  ],
  [
    'a season that begins later',
    {},
    { seasons: [summer] },
    '2027-06-01至2027-08-31为09:00-20:00(夏季)',
    'are 09:00-20:00 on 2027-06-01 to 2027-08-31 (夏季)',
  ],
  ['a season that is gone', { seasons: [summer] }, {}, '2027-06-01至2027-08-31不再为09:00-20:00(夏季)', 'are no longer 09:00-20:00 on'],
  [
    'holidays',
    {},
    { holidays },
    '法定节假日休息;调休上班日与周一相同',
    'are suspended on statutory holidays; are as on a Monday on make-up workdays',
  ],
  [
    'holidays that are none any more',
    { holidays },
    {},
    '法定节假日与平日相同;调休上班日与平日相同',
    'are as on other days on statutory holidays',
  ],
  [
    'holidays with hours of their own',
    { holidays },
    { holidays: { ...holidays, rule: 'AS_CUSTOM', windows: [{ start: 600, end: 720 }] } },
    '客服接待时间法定节假日为10:00-12:00。',
    'are 10:00-12:00 on statutory holidays.',
  ],
  [
    'holidays as weekends',
    { holidays },
    { holidays: { ...holidays, rule: 'AS_WEEKEND' } },
    '法定节假日与周日相同',
    'are as on a Sunday on statutory holidays',
  ],
])('SCH-21 %s: it is said what changes', (_what, old, now, zh, en) => {
  const { text, textEn } = change(hours(old), hours(now));
  expect(text).toContain(zh);
  expect(textEn).toContain(en);
});

it('SCH-21 what was over when the hours act is not spoken of, nor a season that has begun beside its week', () => {
  const old = { ...promotion, from: '2026-11-11', to: '2026-11-29' };
  const winter = { name: '冬季', from: '2026-11-30', to: '2027-02-28', weekly: everyDay('09:00-18:00') };
  const { text } = change(
    hours({ ranges: [old] }),
    hours({ week: everyDay('09:00-18:00'), seasons: [winter], closures: [{ ...spring, from: '2026-10-01', to: '2026-10-07' }] }),
  );
  expect(text).toContain('客服接待时间从10:00-19:00变更为09:00-18:00。');
});

it('SCH-21 a change of nothing that can be named still says that there is one', () => {
  expect(change(hours({}), hours({})).text).toContain('接待时间有调整');
});
