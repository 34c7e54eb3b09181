import { addedBy, always, answer, assigned, at, click, faqOpening, left, message, started } from '../example-session';

const counts = ({ firstReplySessions = 0, firstReplyInTime = 0, firstReplyPending = 0 }: Readonly<Record<string, number>>): number[] => [
  firstReplyInTime,
  firstReplySessions,
  firstReplyPending,
];
const opening = [started(), assigned(1, 'A'), message(1, 'BUYER', at(0))];
/** Before the hours 09 to 23: 08:56 in Shanghai. */
const early = [started({ openedAt: at(-64) }), message(1, 'BUYER', at(-64)), message(2, 'AGENT', at(-59))];

it.each([
  ['MET-18 within 30 s', [...opening, message(2, 'AGENT', at(0, 30))], at(5), [1, 1, 0]],
  ['MET-18 later', [...opening, message(2, 'AGENT', at(0, 31))], at(5), [0, 1, 0]],
  [
    'MET-18 only the first reply of a session counts',
    [...opening, message(2, 'AGENT', at(0, 9)), message(3, 'BUYER', at(1)), message(4, 'AGENT', at(9))],
    at(30),
    [1, 1, 0],
  ],
  ['MET-18 undecided while it may still come', opening, at(0, 30), [0, 0, 1]],
  ['MET-18 and decided when it may not', opening, at(0, 31), [0, 1, 0]],
  ['MET-18 left messages are out', [...opening, left(2, at(0), 'MESSAGE_POOL'), message(2, 'AGENT', at(0, 9))], at(5), [0, 0, 0]],
  ['RES-75 so are FAQ questions alone', [faqOpening, click(1, at(0)), answer(2, at(0))], at(5), [0, 0, 0]],
])('%s', (_title, facts, now, expected) => {
  expect(counts(addedBy(facts, now).shop)).toEqual(expected);
});

it('MET-18 by the start of the session in hours: 08:56 is not counted from 09:00 on', () => {
  const hours = always({ firstReplyHours: { fromMinute: 9 * 60, toMinute: 23 * 60 } });
  expect(counts(addedBy(early, at(5), hours).shop)).toEqual([0, 0, 0]);
  expect(counts(addedBy(early, at(5)).shop)).toEqual([0, 1, 0]);
});
