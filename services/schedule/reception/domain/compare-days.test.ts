import { resolvedDays, type ReceptionRules, type ScheduleVersion } from '#libs/calendar/index';
import { compareDays } from './compare-days';
import { noLimits, withTable } from '../../hours/domain/hours-content';

const zone = 'Asia/Shanghai';
const day = [{ start: 600, end: 1_140 }];
const version = (number: number, from: string, more: Partial<ScheduleVersion> = {}): ScheduleVersion => ({
  ...withTable(noLimits, null, 2026),
  version: number,
  effectiveFrom: new Date(from),
  groupId: null,
  weekly: [day, day, day, day, day, [], []],
  ...more,
});
const rules = (...versions: ScheduleVersion[]): ReceptionRules => ({ zone, versions, holidayMode: null, override: null });
const first = version(1, '2026-01-01T00:00:00Z');
const week = (of: ReceptionRules) => resolvedDays(of, '2026-03-02', '2026-03-08');

it('dates with the same windows by the same rule do not differ, whatever the version', () => {
  expect(compareDays(week(rules(first)), week(rules(version(2, '2026-01-01T00:00:00Z'))))).toEqual([]);
});

it('dates differ by their windows, and by the rule that gives the same ones', () => {
  const closures = [{ name: 'A', from: '2026-03-07', to: '2026-03-07' }];
  const ranges = [{ name: 'B', from: '2026-03-03', to: '2026-03-03', windows: [] }];
  const differ = compareDays(week(rules(first)), week(rules(version(2, '2026-01-01T00:00:00Z', { closures, ranges }))));
  expect(differ.map(({ date, before, after }) => [date, before.windows, after.windows, after.rule?.name])).toEqual([
    ['2026-03-03', day, [], 'B'],
    ['2026-03-07', [], [], 'A'],
  ]);
});

it('a date in parts is compared from the instant on at which the other hours begin', () => {
  const from = '2026-03-04T06:00:00Z';
  const after = rules(first, version(2, from, { weekly: null }));
  expect(compareDays(week(rules(first)), week(after), new Date(from)).map(({ date }) => date)).toEqual([
    '2026-03-04',
    '2026-03-05',
    '2026-03-06',
    '2026-03-07',
    '2026-03-08',
  ]);
});
