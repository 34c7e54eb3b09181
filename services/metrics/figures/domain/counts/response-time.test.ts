import { addedBy, assigned, at, message, started } from '../example-session';
import { bucketMs } from '../spread-buckets';

/** Rounds of 30 s, of 660 s, and one without a reply. */
const three = [
  started(),
  assigned(1, 'A'),
  message(1, 'BUYER', at(0)),
  message(2, 'AGENT', at(0, 30)),
  message(3, 'BUYER', at(10)),
  message(4, 'AGENT', at(21)),
  message(5, 'BUYER', at(30)),
];

it('MET-17 a round counts at most 600 s, and an unanswered one 600 s: (30 + 600 + 600) / 3', () => {
  const { shop, agents } = addedBy(three, at(60));
  for (const amounts of [shop, agents['A']!]) expect([amounts['cappedReplyMs'], amounts['cappedRounds']]).toEqual([1_230_000, 3]);
});

it('MET-17 an unanswered round is not counted before the cap is over', () => {
  expect(addedBy(three, at(39, 59)).shop['cappedRounds']).toBe(2);
  expect(addedBy(three, at(40)).shop['cappedRounds']).toBe(3);
});

it('MET-17 the first response is that of the first round, and its duration lies in a bucket within 1 %', () => {
  const { shop } = addedBy(three, at(60));
  expect([shop['firstReplyMs'], shop['firstReplies']]).toEqual([30_000, 1]);
  const bucket = Object.keys(shop)
    .find((name) => name.startsWith('firstReply@'))!
    .split('@')[1];
  expect(Math.abs(bucketMs(Number(bucket)) - 30_000)).toBeLessThanOrEqual(300);
});

it('MET-16 the first response of an agent begins when the session comes to its list', () => {
  const late = assigned(1, 'A');
  const facts = [
    started(),
    message(1, 'BUYER', at(0)),
    { ...late, value: { ...late.value, decidedAt: at(2) } } as typeof late,
    message(2, 'AGENT', at(4)),
  ];
  const { shop, agents } = addedBy(facts, at(60));
  expect([shop['firstReplyMs'], agents['A']!['firstReplyMs']]).toEqual([240_000, 120_000]);
});
