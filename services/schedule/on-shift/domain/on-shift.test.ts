import { onShift, shiftsOfAgents, timedShifts } from './on-shift';
import type { Shift } from '../../roster/domain/shift';

const shift = (agentId: string, date: string, start: number, end: number): Shift => ({
  ...{ id: `${agentId}${start}`, agentId, date, start, end, groupId: null, note: null },
});
const shifts = [shift('A', '2026-03-02', 600, 840), shift('B', '2026-03-02', 840, 1_140), shift('C', '2026-03-02', 840, 1_200)];
const timed = timedShifts('Asia/Shanghai', shifts, []);
const at = (time: string) => onShift(timed, new Date(`2026-03-02T${time}+08:00`));
const agents = (of: readonly { readonly shift: Shift }[]): string[] => of.map((each) => each.shift.agentId);

it('who is on shift, and who comes next: a shift ends before its last instant', () => {
  expect([agents(at('10:00:00').now), agents(at('10:00:00').next)]).toEqual([['A'], ['B', 'C']]);
  expect([agents(at('13:59:59').now), agents(at('14:00:00').now), agents(at('14:00:00').next)]).toEqual([['A'], ['B', 'C'], []]);
  expect([agents(at('19:30:00').now), agents(at('20:00:00').now)]).toEqual([['C'], []]);
});

it('who is away is neither', () => {
  const leave = { id: 'l', agentId: 'B', from: '2026-03-02', to: '2026-03-02', note: null };
  const { now, next } = onShift(timedShifts('Asia/Shanghai', shifts, [leave]), new Date('2026-03-02T10:00:00+08:00'));
  expect([agents(now), agents(next)]).toEqual([['A'], ['C']]);
});

it('each agent has the shift that goes on and its own next one', () => {
  const more = timedShifts('Asia/Shanghai', [...shifts, shift('A', '2026-03-03', 600, 840)], []);
  const of = shiftsOfAgents(more, new Date('2026-03-02T10:00:00+08:00'));
  expect([...of].map(([agentId, { now, next }]) => [agentId, now?.shift.date, next?.shift.date])).toEqual([
    ['A', '2026-03-02', '2026-03-03'],
    ['B', undefined, '2026-03-02'],
    ['C', undefined, '2026-03-02'],
  ]);
});
