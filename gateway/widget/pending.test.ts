import { pendingAfter, type PendingAction } from './pending';

const run = (...actions: PendingAction[]) => actions.reduce(pendingAfter, []);
const message = { id: 'a', text: 'hello', attachments: [] };

it('a message is on its way until it is done, and can be tried again under the same id', () => {
  expect(run({ type: 'ADD', message })).toEqual([{ ...message, failed: false }]);
  expect(run({ type: 'ADD', message }, { type: 'FAIL', id: 'a' })).toEqual([{ ...message, failed: true }]);
  expect(run({ type: 'ADD', message }, { type: 'FAIL', id: 'a' }, { type: 'AGAIN', id: 'a' })).toEqual([{ ...message, failed: false }]);
  expect(run({ type: 'ADD', message }, { type: 'ADD', message: { ...message, id: 'b' } }, { type: 'DONE', id: 'a' })).toHaveLength(1);
});
