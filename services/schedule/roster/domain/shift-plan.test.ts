import { between, weeksOf } from '../../volume/domain/example-volume';
import { peaksOf } from './peak-shifts';
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

describe('STF-12', () => {
  const evenings = weeksOf(4, () => ({ consultations: between('20:00', '24:00', 30) }));
  const ratings = new Map([
    ['B', 0.2],
    ['C', 0.4],
  ]);
  const planned = (history: typeof evenings, agentIds = ['A', 'B', 'C']) =>
    applyPlan(threeShifts, promotion, {
      ...{ zone: 'Asia/Shanghai', agentIds, existing: none, leaves: [] },
      strengths: { ratings, peakOf: peaksOf(history) },
    }).shifts.map(({ agentId, start }) => `${start / 60} ${agentId}`);

  it('a peak after 20:00: the evening shift gets the top converters, the others take turns', () => {
    expect(planned(evenings)).toEqual(['0 A', '8 B', '16 C', '0 A', '8 B', '16 C']);
    expect(planned(evenings, ['C', 'B', 'A'])).toEqual(['0 B', '8 A', '16 C', '0 B', '8 A', '16 C']);
  });

  it('without a peak everybody takes turns', () => {
    const calm = weeksOf(4, () => ({ consultations: between('00:00', '24:00', 5) }));
    expect(planned(calm, ['C', 'B', 'A'])).toEqual(['0 C', '8 B', '16 A', '0 C', '8 B', '16 A']);
  });

  it('the busier of two shifts with peaks is filled first', () => {
    const two = weeksOf(4, () => ({ consultations: between('09:00', '11:00', 20).map((count, slot) => count || (slot >= 40 ? 30 : 0)) }));
    expect(planned(two)).toEqual(['0 A', '8 B', '16 C', '0 A', '8 B', '16 C']);
  });

  it('a shift over midnight has the peaks of the next day', () => {
    const sundays = peaksOf(weeksOf(4, (weekday) => ({ consultations: between('00:00', '02:00', weekday === 6 ? 9 : 0) })));
    expect([sundays('2026-03-07', { start: 1_320, end: 120 }), sundays('2026-03-08', { start: 1_320, end: 120 })]).toEqual([144, 0]);
    expect(sundays('2026-03-07', { start: 1_320, end: 30 })).toBe(36);
  });
});
