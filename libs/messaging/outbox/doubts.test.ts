import { createDoubts } from './doubts';

const [one, other] = [
  { stream: 'session-started', shopId: 'a' },
  { stream: 'session-started', shopId: 'b' },
];

it('holds each stream once, until its rows are known or it is taken out', () => {
  const doubts = createDoubts();
  for (const key of [one, one, other]) doubts.add(key);
  expect(doubts.count()).toBe(2);
  expect(doubts.takeOlder(60_000)).toEqual([]);
  doubts.settle(one);
  expect(doubts.takeOlder(0)).toEqual([other]);
  expect(doubts.count()).toBe(0);
});
