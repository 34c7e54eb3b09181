import { taskState } from './task';

const task = { dueDate: '2026-11-11', overdueAt: new Date('2026-11-11T00:30:00Z'), tickedAt: null };

it.each([
  ['2026-11-10T15:59:59.999Z', '2026-11-10', 'PLANNED'],
  ['2026-11-10T16:00:00Z', '2026-11-11', 'DUE'],
  ['2026-11-11T00:29:59.999Z', '2026-11-11', 'DUE'],
  ['2026-11-11T00:30:00Z', '2026-11-11', 'OVERDUE'],
  ['2026-11-20T00:00:00Z', '2026-11-20', 'OVERDUE'],
])('STF-22 a check at 08:30 in Shanghai: at %s, %s there, it is %s', (now, today, state) => {
  expect(taskState(task, new Date(now), today)).toBe(state);
  expect(taskState({ ...task, tickedAt: new Date(0) }, new Date(now), today)).toBe('DONE');
});
