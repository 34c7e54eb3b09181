import { addedBy, assigned, at, closed, ended, left, message, queued, started } from '../example-session';

const counts = ({ unserved = 0, serviceSessions = 0, servicePending = 0 }: Readonly<Record<string, number>>): number[] => [
  unserved,
  serviceSessions,
  servicePending,
];
const opening = [started(), message(1, 'BUYER', at(0))];

it.each([
  ['MET-19 a message left because nobody was free', [...opening, left(1, at(0), 'MESSAGE_POOL')], [1, 1, 0]],
  [
    'RES-72 answered later it still counts',
    [...opening, left(1, at(0), 'MESSAGE_POOL'), assigned(2, 'A'), message(2, 'AGENT', at(9))],
    [1, 1, 0],
  ],
  ['RES-72 left because the shop was closed: denominator only', [...opening, left(1, at(0), 'CLOSED')], [0, 1, 0]],
  ['MET-19 assigned, and the agent never wrote', [...opening, assigned(1, 'A'), ended('A', at(5))], [1, 1, 0]],
  ['RES-72 assigned, silent, still open: pending', [...opening, assigned(1, 'A')], [0, 0, 1]],
  ['MET-19 assigned and answered', [...opening, assigned(1, 'A'), message(2, 'AGENT', at(1))], [0, 1, 0]],
  ['MET-19 who left the queue is served badly, but no left message', [...opening, queued(1, at(0)), closed(null)], [0, 1, 0]],
  ['MET-19 opened at 23:00 it is out', [started({ openedAt: at(13 * 60) }), left(1, at(13 * 60), 'MESSAGE_POOL')], [0, 0, 0]],
])('%s', (_title, facts, expected) => {
  expect(counts(addedBy(facts, at(30)).shop)).toEqual(expected);
});
