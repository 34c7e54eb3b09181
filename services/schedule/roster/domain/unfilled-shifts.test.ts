import type { Shift } from './shift';
import { threeShifts } from './shift-plan';
import { unfilledShifts } from './unfilled-shifts';

const shift = (agentId: string, date: string, start: number, end: number): Shift => ({
  ...{ id: `${agentId} ${date} ${start}`, agentId, date, start, end, groupId: null, note: null },
});
const agents = new Map(['A', 'B', 'C'].map((id) => [id, { id, names: [], works: true }]));
const promotion = { from: '2026-11-11', to: '2026-11-12' };
const days = ['2026-11-11', '2026-11-12'];
const threeOf = (date: string): Shift[] => [shift('A', date, 0, 480), shift('B', date, 480, 960), shift('C', date, 960, 1_440)];
const lacks = (
  shifts: readonly Shift[],
  more: { leaves?: { agentId: string; from: string; to: string }[]; zone?: string; gone?: string } = {},
) =>
  unfilledShifts(threeShifts, promotion, {
    rules: { zone: more.zone ?? 'Asia/Shanghai' },
    groupId: null,
    shifts,
    leaves: (more.leaves ?? []).map((leave) => ({ id: 'l', note: null, ...leave })),
    agents: new Map([...agents].map(([id, agent]) => [id, { ...agent, works: id !== more.gone }])),
  }).map(({ date, start, missing }) => [date.slice(8), start / 60, missing]);

it('STF-18 11-11 and 11-12 with 00-08, 08-16, 16-24 filled are complete', () => {
  expect(lacks(days.flatMap(threeOf))).toEqual([]);
});

it('STF-18 one empty shift is an error', () => {
  expect(lacks(days.flatMap(threeOf).filter(({ id }) => id !== 'B 2026-11-12 480'))).toEqual([['12', 8, 1]]);
  expect(lacks([])).toHaveLength(6);
});

it('STF-18 longer shifts fill too, a minute too little does not', () => {
  const halves = days.flatMap((date) => [shift('A', date, 0, 720), shift('B', date, 720, 1_440)]);
  expect(lacks(halves)).toEqual([]);
  expect(lacks(halves.map((one) => (one.id === 'B 2026-11-11 720' ? { ...one, end: 1_439 } : one)))).toEqual([['11', 16, 1]]);
});

it('STF-18 who is away or answers no buyers fills nothing', () => {
  expect(lacks(days.flatMap(threeOf), { leaves: [{ agentId: 'A', from: '2026-11-12', to: '2026-11-12' }] })).toEqual([['12', 0, 1]]);
  expect(lacks(days.flatMap(threeOf), { gone: 'C' })).toEqual([
    ['11', 16, 1],
    ['12', 16, 1],
  ]);
});

it('STF-18 the day before a date fills its first hours by a night shift', () => {
  const nights = [shift('A', '2026-11-10', 1_320, 480), ...threeOf('2026-11-11').slice(1), ...threeOf('2026-11-12')];
  expect(lacks(nights)).toEqual([]);
});
