import { changeTask } from './change-task';
import { taskState } from './task';

const now = new Date('2026-03-02T10:00:00Z');
const later = new Date('2026-03-02T11:00:00Z');
const open = { note: null, outcome: null, closedAt: null, closedBy: null };
const done = { note: null, outcome: 'DONE' as const, closedAt: now, closedBy: 'A' };
const cancelled = { ...done, outcome: 'CANCELLED' as const, closedBy: null };

test('a tick says who and when, once; taken back, the task is open again', () => {
  expect(changeTask(open, { ticked: true }, { account: 'A', now })).toEqual(done);
  expect(changeTask(done, { ticked: true, note: 'called' }, { account: 'B', now: later })).toEqual({ ...done, note: 'called' });
  expect(changeTask(done, { ticked: false }, { account: 'B', now: later })).toEqual(open);
});

test('what is absent stays; null takes the note away', () => {
  expect(changeTask({ ...open, note: 'x' }, {}, { account: 'A', now })).toEqual({ ...open, note: 'x' });
  expect(changeTask({ ...open, note: 'x' }, { note: null }, { account: 'A', now })).toEqual(open);
});

test('a cancelled task cannot be ticked; its note can change', () => {
  expect(changeTask(cancelled, { ticked: true }, { account: 'A', now })).toMatchObject({ outcome: 'refused', code: 'ILLEGAL_TRANSITION' });
  expect(changeTask(cancelled, { note: 'paid' }, { account: 'A', now })).toEqual({ ...cancelled, note: 'paid' });
});

test('a task is overdue from its instant on, until it is over', () => {
  expect(taskState({ outcome: null, overdueAt: later }, new Date(later.getTime() - 1))).toBe('DUE');
  expect(taskState({ outcome: null, overdueAt: later }, later)).toBe('OVERDUE');
  expect(taskState({ outcome: 'DONE', overdueAt: now }, later)).toBe('DONE');
});
