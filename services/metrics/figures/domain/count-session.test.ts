import { addedBy, always, assigned, at, day, message, started } from './example-session';

const answered = (openedAt: string) => [
  started({ openedAt }),
  assigned(1, 'A'),
  message(1, 'BUYER', openedAt),
  message(2, 'AGENT', at(3 * day)),
];
const holiday = (from: string, to: string) => ({ ...always({}), holidays: [{ from: Date.parse(from), to: Date.parse(to) }] });

it('MET-7 opened while holiday mode is on: out of both sides of the response rate, in all others', () => {
  const mode = holiday(at(0), at(2 * day));
  const during = addedBy(answered(at(day)), at(4 * day), mode).shop;
  expect([during['responded'], during['unanswered'], during['pending'], during['sessions']]).toEqual([undefined, undefined, undefined, 1]);
});

it('MET-7 opened at its very end: in', () => {
  expect(addedBy(answered(at(2 * day)), at(4 * day), holiday(at(0), at(2 * day))).shop['responded']).toBe(1);
});

it('MET-24 opened in an exempt range: out of the metrics it names, and only of those', () => {
  const exempt = { ...always({}), exempt: [{ from: Date.parse(at(0)), to: Date.parse(at(9)), metrics: ['quickReplyRate' as const] }] };
  const facts = [started(), message(1, 'BUYER', at(0)), message(2, 'AGENT', at(1))];
  const { shop } = addedBy(facts, at(30), exempt);
  expect([shop['quickInTime'], shop['responded'], shop['firstReplies']]).toEqual([undefined, 1, 1]);
});

it('MET-8 what the shop opens adds nothing; a blocked buyer adds something where the shop wants it', () => {
  const blocked = [started({ buyerBlocked: true }), message(1, 'BUYER', at(0)), message(2, 'AGENT', at(1))];
  expect(addedBy([started({ initiator: 'SHOP' }), message(1, 'AGENT', at(0))]).shop).toEqual({});
  expect([addedBy(blocked).shop['responded'], addedBy(blocked, at(day), always({ countBlocked: true })).shop['responded']]).toEqual([
    undefined,
    1,
  ]);
});

it('MET-13 the window is a parameter: 12 h', () => {
  const facts = [started(), message(1, 'BUYER', at(0)), message(2, 'AGENT', at(12 * 60, 1))];
  const { shop } = addedBy(facts, at(day), always({ responseWindowHours: 12 }));
  expect([shop['responded'], shop['unanswered']]).toEqual([undefined, 1]);
});
