import { applyPlan, threeShifts } from './shift-plan';
import type { Shift } from './shift';

const promotion = { from: '2026-11-11', to: '2026-11-12' };
const none: readonly Shift[] = [];
const apply = (
  agentIds: readonly string[],
  more: { existing?: readonly Shift[]; leaves?: { agentId: string; from: string; to: string }[] } = {},
) =>
  applyPlan(threeShifts, promotion, {
    zone: 'Asia/Shanghai',
    agentIds,
    existing: more.existing ?? none,
    leaves: (more.leaves ?? []).map((leave) => ({ id: 'l', note: null, ...leave })),
  });

it('STF-18 three shifts fill both days of a promotion around the clock, the agents taking turns', () => {
  const { shifts, unfilled } = apply(['A', 'B', 'C']);
  expect(unfilled).toEqual([]);
  expect(shifts.map(({ agentId, date, start }) => `${date.slice(8)} ${start / 60} ${agentId}`)).toEqual([
    '11 0 A',
    '11 8 B',
    '11 16 C',
    '12 0 A',
    '12 8 B',
    '12 16 C',
  ]);
});

it('STF-18 a shift that nobody can take is listed: one agent away leaves hers empty, nobody works two at a time', () => {
  const away = apply(['A'], { leaves: [{ agentId: 'A', from: '2026-11-12', to: '2026-11-12' }] });
  expect(away.unfilled.map(({ date, start, missing }) => [date, start, missing])).toEqual([
    ['2026-11-12', 0, 1],
    ['2026-11-12', 480, 1],
    ['2026-11-12', 960, 1],
  ]);
  const busy: Shift = { id: 's', agentId: 'A', date: '2026-11-11', start: 420, end: 600, groupId: null, note: null };
  expect(apply(['A'], { existing: [busy] }).unfilled.map(({ date, start }) => [date, start])).toEqual([
    ['2026-11-11', 0],
    ['2026-11-11', 480],
  ]);
});

it('STF-18 shifts that take two agents say how many are missing', () => {
  const plan = [{ start: 600, end: 1_140, agents: 3 }];
  const { shifts, unfilled } = applyPlan(
    plan,
    { from: '2026-11-11', to: '2026-11-11' },
    {
      ...{ zone: 'Asia/Shanghai', agentIds: ['A', 'B'], existing: none, leaves: [] },
    },
  );
  expect([shifts.length, unfilled]).toEqual([2, [{ date: '2026-11-11', start: 600, end: 1_140, missing: 1 }]]);
});
