import { addedBy, always, assigned, at, message, started, toHuman } from '../example-session';

const opening = [started(), message(1, 'BUYER', at(10, 15))];
/** MET-14's own: asked at 10:10:15 and 10:15:20, answered at 10:18:10. */
const asked = [...opening, assigned(1, 'A'), message(2, 'BUYER', at(15, 20)), message(3, 'AGENT', at(18, 10))];
const again = [...asked, message(4, 'BUYER', at(18, 30)), message(5, 'AGENT', at(19, 0))];
const counts = ({ quickInTime = 0, quickLate = 0, quickPending = 0 }: Readonly<Record<string, number>>): number[] => [
  quickInTime,
  quickLate,
  quickPending,
];

it.each([
  ['MET-14 MET-15 two questions before the reply are one round, of 475 s', asked, at(30), [0, 1, 0]],
  ['MET-15 the next round counts by itself', again, at(30), [1, 1, 0]],
  ['MET-15 a reply after exactly 180 s is in time', [...opening, message(2, 'AGENT', at(13, 15))], at(30), [1, 0, 0]],
  ['MET-15 one second later it is not', [...opening, message(2, 'AGENT', at(13, 16))], at(30), [0, 1, 0]],
  [
    'MET-15 ten questions without a reply are one round',
    Array.from({ length: 10 }, (_, n) => message(n + 1, 'BUYER', at(n))).concat(started()),
    at(30),
    [0, 1, 0],
  ],
  ['RES-70 unanswered and younger than the threshold is pending', opening, at(13, 15), [0, 0, 1]],
  ['RES-70 and late right after', opening, at(13, 16), [0, 1, 0]],
  ['MET-15 a round that starts at 22:59:59 counts', [started(), message(1, 'BUYER', at(12 * 60 + 59, 59))], at(14 * 60), [0, 1, 0]],
  ['MET-15 one that starts at 23:00:00 does not', [started(), message(1, 'BUYER', at(13 * 60))], at(14 * 60), [0, 0, 0]],
  [
    'MET-4 a bot or a notice ends no round',
    [...opening, message(2, 'BOT', at(11)), message(3, 'AUTO', at(11), { autoKind: 'WELCOME' })],
    at(30),
    [0, 1, 0],
  ],
  [
    'RES-70 while the bot has the session no round runs',
    [started({ viaBot: true }), message(1, 'BUYER', at(0), { stateThen: 'BOT' })],
    at(30),
    [0, 0, 0],
  ],
  [
    'RES-70 it runs from when a human was asked for',
    [started({ viaBot: true }), message(1, 'BUYER', at(0), { stateThen: 'BOT' }), toHuman(at(9)), message(2, 'AGENT', at(12))],
    at(30),
    [1, 0, 0],
  ],
  [
    'RES-88 thanks that are kept with what has ended begin no round',
    [...asked, message(4, 'BUYER', at(20), { stateThen: 'ENDING' }), message(5, 'BUYER', at(40), { stateThen: 'CLOSED' })],
    at(60),
    [0, 1, 0],
  ],
])('%s', (_title, facts, now, expected) => {
  expect(counts(addedBy(facts, now).shop)).toEqual(expected);
});

it('MET-16 queue time counts for the shop only: asked 10:00, assigned 10:02, answered 10:04', () => {
  const late = { ...assigned(1, 'A') };
  const facts = [
    started(),
    message(1, 'BUYER', at(0)),
    { ...late, value: { ...late.value, decidedAt: at(2) } } as typeof late,
    message(2, 'AGENT', at(4)),
  ];
  const { shop, agents } = addedBy(facts, at(30));
  expect([counts(shop), counts(agents['A']!)]).toEqual([
    [0, 1, 0],
    [1, 0, 0],
  ]);
});

it('RES-70 by SESSION all rounds have to be in time', () => {
  const bySession = always({ quickReplyUnit: 'SESSION' });
  const soon = [...opening, message(2, 'AGENT', at(11))];
  expect([counts(addedBy(again, at(30), bySession).shop), counts(addedBy(soon, at(30), bySession).shop)]).toEqual([
    [0, 1, 0],
    [1, 0, 0],
  ]);
});

it('MET-15 a shop without the threshold counts no rounds', () => {
  expect(counts(addedBy(again, at(30), always({ quickReplySeconds: null })).shop)).toEqual([0, 0, 0]);
});

it('MET-15 a threshold and hours of the shop hold', () => {
  const strict = always({ quickReplySeconds: 29, quickReplyHours: { fromMinute: 10 * 60 + 18, toMinute: 24 * 60 } });
  expect(counts(addedBy(again, at(30), strict).shop)).toEqual([0, 1, 0]);
});
