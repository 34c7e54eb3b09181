import { changeTask } from './change-task';
import { examplePromotion } from '../../promotions/domain/example-promotion';
import { openTasks } from './example-tasks';
import type { Task } from './task';

const now = new Date('2026-06-30T02:00:00Z');
const by = { account: 'A', now };
const june = openTasks(examplePromotion({ kind: 'SIX_EIGHTEEN', firstDate: '2026-06-18', lastDate: '2026-06-18' }));
const plain = june.find(({ kind }) => kind === 'ROTATE_POST')!;
const counted = june.find(({ kind }) => kind === 'CLOSE_AFTER_SALES')!;

it('a tick says who and when, first of all; without it nobody', () => {
  const once = changeTask(plain, { ticked: true }, by) as Task;
  expect(once).toMatchObject({ tickedAt: now, tickedBy: 'A' });
  expect(changeTask(once, { ticked: true, note: '好' }, { account: 'B', now: new Date(0) })).toEqual({ ...once, note: '好' });
  expect(changeTask(once, { ticked: false }, by)).toEqual(plain);
});

it('RES-84 what is not named stays; null takes the note away', () => {
  const noted = { ...plain, note: 'x' };
  expect(changeTask(noted, {}, by)).toEqual(noted);
  expect(changeTask(noted, { note: null }, by)).toEqual(plain);
});

it('STF-24 89 % are not 90 %: noted, but not done', () => {
  expect(changeTask(counted, { doneCases: 89, allCases: 100 }, by)).toMatchObject({ doneCases: 89, allCases: 100, tickedAt: null });
  expect(changeTask(counted, { ticked: true, doneCases: 89, allCases: 100 }, by)).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'doneCases',
  });
  expect(changeTask(counted, { ticked: true, doneCases: 90, allCases: 100 }, by)).toMatchObject({ tickedAt: now });
  expect(changeTask(counted, { ticked: true }, by)).toMatchObject({ code: 'BAD_USER_INPUT' });
});

it('STF-24 a task that is done cannot fall below its share again unless its tick is taken back', () => {
  const done = changeTask(counted, { ticked: true, doneCases: 90, allCases: 100 }, by) as Task;
  expect(changeTask(done, { allCases: 200 }, by)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'doneCases' });
  expect(changeTask(done, { ticked: false, allCases: 200 }, by)).toMatchObject({ tickedAt: null, doneCases: 90, allCases: 200 });
});

it.each([
  [plain, { doneCases: 1, allCases: 2 }, 'doneCases'],
  [counted, { doneCases: 1 }, 'allCases'],
  [counted, { allCases: 1 }, 'doneCases'],
  [counted, { doneCases: 3, allCases: 2 }, 'doneCases'],
])('cases that do not fit are refused: %#', (task, change, field) => {
  expect(changeTask(task, change, by)).toMatchObject({ code: 'BAD_USER_INPUT', field });
});
