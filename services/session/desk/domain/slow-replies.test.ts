import { at } from '../../conversation/domain/example-session';
import { slowReplies } from './slow-replies';

const owed = [
  { sessionId: 'b1', since: at('10:00:00') },
  { sessionId: 'b2', since: at('10:00:30') },
];

test('SES-22 one notice: none at 99 s, one at 100 s, two when the second is as old, gone when all are answered', () => {
  expect(slowReplies(owed, 100, at('10:01:39'))).toEqual({ count: 0, longest: null, nextAt: at('10:01:40') });
  expect(slowReplies(owed, 100, at('10:01:40'))).toEqual({ count: 1, longest: owed[0], nextAt: at('10:02:10') });
  expect(slowReplies(owed, 100, at('10:02:10'))).toEqual({ count: 2, longest: owed[0], nextAt: null });
  expect(slowReplies(owed.slice(1), 100, at('10:02:10'))).toMatchObject({ count: 1, longest: { sessionId: 'b2' } });
  expect(slowReplies([], 100, at('10:02:10'))).toEqual({ count: 0, longest: null, nextAt: null });
});

test('SES-22 a shop may want no notice', () => {
  expect(slowReplies(owed, null, at('12:00:00'))).toEqual({ count: 0, longest: null, nextAt: null });
});
