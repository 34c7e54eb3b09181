import { waitLevel } from './wait-level';

const limits = { slowReplySeconds: 100, quickReplySeconds: 180 };

it.each([
  [0, 'CALM'],
  [99, 'CALM'],
  [100, 'SLOW'],
  [179, 'SLOW'],
  [180, 'LATE'],
] as const)('SES-22 after %d seconds a wait is %s', (seconds, level) => expect(waitLevel(seconds, limits)).toBe(level));

it('without limits no wait is urgent', () => expect(waitLevel(9_999, { slowReplySeconds: null, quickReplySeconds: null })).toBe('CALM'));
