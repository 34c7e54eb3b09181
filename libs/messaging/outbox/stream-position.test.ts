import fc from 'fast-check';
import type { OutboxRow } from '../kafka/envelope';
import { contiguous, isNext, isPast } from './stream-position';

const at = { stream: 'session-started', shopId: 's', incarnation: 2, seq: 5, generation: 0 };
const row = (seq: number, incarnation = 2): OutboxRow => ({
  stream: 'session-started',
  shopId: 's',
  incarnation,
  seq,
  id: 'e',
  type: 'started',
  subject: 'x',
  occurredAt: new Date(0),
  traceparent: null,
  value: '{}',
});

it.each([
  ['the following number', row(6), true, false],
  ['the same number again', row(5), false, true],
  ['an earlier number', row(1), false, true],
  ['a number with a hole before it', row(7), false, false],
  ['any number of an earlier incarnation', row(99, 1), false, true],
  ['the first of a later incarnation', row(1, 3), true, false],
  ['a later one of a later incarnation', row(2, 3), false, false],
])('%s', (_title, candidate, next, past) => {
  expect([isNext(at, candidate), isPast(at, candidate)]).toEqual([next, past]);
});

it('takes the leading run, drops what is published, and reports a hole', () => {
  expect(contiguous(at, [row(4), row(6), row(7), row(9)])).toEqual({ ready: [row(6), row(7)], hole: true });
  expect(contiguous(at, [row(4)])).toEqual({ ready: [], hole: false });
});

it('never lets a hole through, whatever arrives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (numbers) => {
      const { ready } = contiguous(
        at,
        numbers.map((seq) => row(seq)),
      );
      expect(ready.map(({ seq }) => seq)).toEqual(ready.map((_, index) => at.seq + 1 + index));
    }),
  );
});
