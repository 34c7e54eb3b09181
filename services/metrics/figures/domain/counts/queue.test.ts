import { addedBy, assigned, at, but, closed, left, message, queued, started } from '../example-session';

const counts = ({ queuedSessions = 0, queueServed = 0, queueLeft = 0, queueWaitMs = 0 }: Readonly<Record<string, number>>): number[] => [
  queuedSessions,
  queueServed,
  queueLeft,
  queueWaitMs,
];
const waits = [started(), message(1, 'BUYER', at(0)), queued(1, at(0))];

it.each([
  ['MET-22 served after 60 s', [...waits, but(assigned(2, 'A'), { waitedMs: 60_000 })], [1, 1, 0, 60_000]],
  ['MET-22 left', [...waits, closed(null)], [1, 0, 1, 0]],
  [
    'RES-73 from the queue to the left messages is leaving',
    [...waits, left(2, at(9), 'MESSAGE_POOL'), but(assigned(3, 'A'), { waitedMs: 9 })],
    [1, 0, 1, 0],
  ],
  ['MET-22 who still waits is not counted', waits, [0, 0, 0, 0]],
  ['MET-22 who never queued is not either', [started(), assigned(1, 'A')], [0, 0, 0, 0]],
])('%s', (_title, facts, expected) => {
  expect(counts(addedBy(facts, at(30)).shop)).toEqual(expected);
});
