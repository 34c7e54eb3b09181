import { judgeFailure, type FailedFlight, type Judgement } from './judge-failure';

const flight = (over: Partial<FailedFlight>): FailedFlight => ({ fault: undefined, size: 10, shops: 3, alone: false, ...over });

it.each<[string, Partial<FailedFlight>, Judgement]>([
  ['no database', { fault: 'unavailable' }, 'refuse'],
  ['no database, for a shop alone', { fault: 'unavailable', alone: true, shops: 1 }, 'refuse'],
  ['a lock is held, by one of several shops', { fault: 'held' }, 'part'],
  ['a lock is held, and the common flight had one shop', { fault: 'held', shops: 1 }, 'part'],
  ['a lock is held, of a shop alone', { fault: 'held', shops: 1, alone: true }, 'hold'],
  ['deadlock after deadlock', { fault: 'contention' }, 'part'],
  ['too slow together', { fault: 'slow' }, 'part'],
  ['too slow, though of one shop', { fault: 'slow', shops: 1, alone: true }, 'halve'],
  ['too slow, though alone', { fault: 'slow', size: 1, shops: 1, alone: true }, 'hold'],
  ['one of several shops is at fault', {}, 'part'],
  ['one command of a shop is at fault', { shops: 1, alone: true }, 'halve'],
  ['one command alone is at fault', { size: 1, shops: 1 }, 'replace'],
  ['shops do not matter, one command is at fault', { shops: 0 }, 'halve'],
  ['shops do not matter, a lock is held', { fault: 'held', shops: 0 }, 'hold'],
])('%s: %j: %s', (_, over, judgement) => {
  expect(judgeFailure(flight(over))).toBe(judgement);
});
