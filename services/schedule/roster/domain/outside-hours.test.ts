import { cst, rules, week } from '#libs/calendar/example-rules';
import { outsideHours } from './outside-hours';
import type { Shift } from './shift';

const shift = (start: number, end: number, groupId: string | null = null): Shift => ({
  ...{ id: String(start), agentId: 'A', date: '2026-03-02', start, end, groupId, note: null },
});
const office = rules(week({ 1: ['10:00-12:00', '13:00-19:00'] }));
const times = (shifts: readonly Shift[], groupId: string | null = null, from = new Date(0)) =>
  outsideHours(office, groupId, shifts, from).map((each) => each.times.map(({ start, end }) => [start, end]));

it('a shift within the hours is not listed, one beyond them with the parts outside', () => {
  expect(times([shift(600, 720), shift(780, 1_140)])).toEqual([]);
  expect(times([shift(600, 1_200)])).toEqual([
    [
      [cst('2026-03-02T12:00:00'), cst('2026-03-02T13:00:00')],
      [cst('2026-03-02T19:00:00'), cst('2026-03-02T20:00:00')],
    ],
  ]);
});

it('shifts that have begun before, and those of others than the group asked for, are left out', () => {
  expect(times([shift(600, 1_200)], null, cst('2026-03-02T10:00:01'))).toEqual([]);
  expect(times([shift(600, 1_200, 'g1'), shift(601, 1_200)], 'g1')).toHaveLength(1);
});
