import { everyDay, office, shanghai, cst, week } from '#libs/calendar/example-rules';
import { announcementText, type Hours } from './announcement-text';

const hours = (more: Partial<Hours>): Hours => ({ week: everyDay('10:00-19:00'), ranges: [], closures: [], ...more });
const change = (old: Hours | null, now: Hours) =>
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
  const spring = { name: '春节', from: '2027-02-05', to: '2027-02-11' };
  const promotion = { name: '双12', from: '2026-12-12', to: '2026-12-12', windows: [{ start: 480, end: 1_440 }] };
  const { text, textEn } = change(hours({ closures: [spring] }), hours({ closures: [spring], ranges: [promotion] }));
  expect(text).toContain('2026-12-12为08:00-24:00(双12)');
  expect(text).not.toContain('春节');
  expect(textEn).toContain('are 08:00-24:00 on 2026-12-12 (双12)');
  expect(change(hours({}), hours({ closures: [spring] })).text).toContain('2027-02-05至2027-02-11休息(春节)');
});

it.each([
  [null, '从全天变更为', 'from all day to'],
  [hours({ week: week({}) }), '从休息变更为', 'from closed to'],
])('SCH-21 hours before that were none or had no limit are said so', (old, zh, en) => {
  const { text, textEn } = change(old, hours({}));
  expect([text.includes(zh), textEn.includes(en)]).toEqual([true, true]);
});

it('SCH-21 a change of nothing that can be named still says that there is one', () => {
  expect(change(hours({}), hours({})).text).toContain('接待时间有调整');
});
