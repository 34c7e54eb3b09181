import { coverageOf, shortagesOf, type Roster } from './coverage';
import { parseRequirements, type RequiredAgents } from './required-agents';
import type { Shift } from './shift';
import { week, rules, cst } from '#libs/calendar/example-rules';

const monday = { from: '2026-03-02', to: '2026-03-02' };
let ids = 0;
const shift = (start: number, end: number, more: Partial<Shift> = {}): Shift => ({
  ...{ id: String((ids += 1)), agentId: 'A', date: '2026-03-02', start, end, groupId: null, note: null },
  ...more,
});
const agents = new Map(['A', 'B'].map((id) => [id, { id, names: [], works: true }]));
const office = rules(week({ 1: ['10:00-19:00'] }));
const roster = (shifts: readonly Shift[], more: Partial<Roster> = {}): Roster => ({
  ...{ rules: office, groupId: null, shifts, leaves: [], agents, required: null },
  ...more,
});
const gapsOf = (of: Roster, span = monday) => coverageOf(of, span).gaps.map(({ start, end }) => [start.toISOString(), end.toISOString()]);
const at = (time: string, date = '2026-03-02'): string => cst(`${date}T${time}:00`).toISOString();

describe('gaps', () => {
  it('STF-15 hours 10-19 with shifts 10-14 and 15-19 have a gap from 14 to 15', () => {
    expect(gapsOf(roster([shift(600, 840), shift(900, 1_140)]))).toEqual([[at('14:00'), at('15:00')]]);
  });

  it('STF-15 a day without shifts is one gap, a closed day none', () => {
    expect(gapsOf(roster([]))).toEqual([[at('10:00'), at('19:00')]]);
    expect(gapsOf(roster([]), { from: '2026-03-03', to: '2026-03-04' })).toEqual([]);
  });

  it('STF-15 shifts cover together, to the minute, whoever works', () => {
    expect(gapsOf(roster([shift(540, 721), shift(721, 1_140, { agentId: 'B' })]))).toEqual([]);
    expect(gapsOf(roster([shift(540, 720), shift(721, 1_140, { agentId: 'B' })]))).toEqual([[at('12:00'), at('12:01')]]);
  });

  it('STF-15 who is away or no longer an agent covers nothing', () => {
    const leave = { id: 'l', agentId: 'A', from: '2026-03-01', to: '2026-03-02', note: null };
    expect(gapsOf(roster([shift(600, 1_140)], { leaves: [leave] }))).toHaveLength(1);
    expect(gapsOf(roster([shift(600, 1_140)], { leaves: [{ ...leave, to: '2026-03-01' }] }))).toEqual([]);
    expect(gapsOf(roster([shift(600, 1_140)], { agents: new Map([['A', { id: 'A', names: [], works: false }]]) }))).toHaveLength(1);
  });

  it('STF-15 a night shift covers the next date, and the night before covers this one', () => {
    const night = roster([shift(1_200, 120, { date: '2026-03-01' })], { rules: rules(week({ 7: ['20:00-02:00'], 1: ['20:00-02:00'] })) });
    expect(gapsOf(night)).toEqual([[at('20:00'), at('00:00', '2026-03-03')]]);
  });

  it('STF-15 a group is covered by its own shifts and by those of everybody', () => {
    const other = shift(600, 840, { groupId: 'g2' });
    expect(gapsOf(roster([other, shift(840, 1_140)], { groupId: 'g1' }))).toEqual([[at('10:00'), at('14:00')]]);
    expect(gapsOf(roster([other, shift(840, 1_140)]))).toEqual([]);
  });

  it('RES-48 an hour that the clocks skip is no gap', () => {
    const berlin = rules(week({ 7: ['01:00-04:00'] }), 'Europe/Berlin');
    const sunday = { from: '2026-03-29', to: '2026-03-29' };
    const of = roster([shift(60, 120, { date: '2026-03-29' }), shift(180, 240, { date: '2026-03-29' })], { rules: berlin });
    expect(gapsOf(of, sunday)).toEqual([]);
    expect(coverageOf(of, sunday).slots).toHaveLength(4);
  });
});

describe('half hours', () => {
  it('STF-13 each open one shows the fewest agents planned, beside how many it needs', () => {
    const required = parseRequirements([
      { day: 'MONDAY', start: '10:00', end: '12:00', agents: 2 },
      { day: 'MONDAY', start: '12:00', end: '19:00', agents: 1 },
    ]) as RequiredAgents;
    const of = roster([shift(600, 1_140), shift(600, 675, { agentId: 'B' })], { required });
    const slots = coverageOf(of, monday).slots;
    expect(slots).toHaveLength(18);
    expect(slots.slice(0, 5).map(({ planned, required: needed }) => [planned, needed])).toEqual([
      [2, 2],
      [2, 2],
      [1, 2],
      [1, 2],
      [1, 1],
    ]);
  });

  it('STF-13 a half hour that is open in part is judged by that part', () => {
    const part = roster([shift(615, 660)], { rules: rules(week({ 1: ['10:15-11:00'] })) });
    expect(coverageOf(part, monday).slots.map(({ planned, required }) => [planned, required])).toEqual([
      [1, null],
      [1, null],
    ]);
  });
});

it.each([
  [[{ day: 'MONDAY', start: '10:15', end: '11:00', agents: 1 }], 'INVALID_TIME', 'required.0.start'],
  [[{ day: 'MONDAY', start: '10:00', end: '09:00', agents: 1 }], 'INVALID_TIME', 'required.0.end'],
  [
    [
      { day: 'MONDAY', start: '10:00', end: '12:00', agents: 1 },
      { day: 'MONDAY', start: '11:30', end: '13:00', agents: 2 },
    ],
    'WINDOW_OVERLAP',
    'required.1',
  ],
] as const)('STF-13 requirements %j are refused', (typed, code, field) => {
  expect(parseRequirements(typed)).toMatchObject({ code, field });
});

it('STF-13 half hours with too few agents that touch are one shortage, by the most that are missing', () => {
  const midnight = Date.UTC(2026, 2, 2);
  const slot = (minutes: number, planned: number, required: number | null) => ({
    ...{ start: midnight + minutes * 60_000, planned, required },
  });
  const slots = [slot(600, 1, 2), slot(630, 0, 2), slot(660, 2, 2), slot(690, 0, 1), slot(750, 0, 1), slot(780, 0, null)];
  const shortages = shortagesOf(slots.map(({ start, ...rest }) => ({ ...rest, start: new Date(start), end: new Date(start + 1_800_000) })));
  const minutesOf = (at: Date): number => (at.getTime() - midnight) / 60_000;
  expect(shortages.map(({ start, end, missing }) => [minutesOf(start), minutesOf(end), missing])).toEqual([
    [600, 660, 2],
    [690, 720, 1],
    [750, 780, 1],
  ]);
});
