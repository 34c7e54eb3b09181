import { createUnconfirmedStreams } from './unconfirmed-streams';

const [one, other] = [
  { stream: 'session-started', shopId: 'a' },
  { stream: 'session-started', shopId: 'b' },
];

it('holds each stream once, until its rows are known or it is taken out', () => {
  const streams = createUnconfirmedStreams();
  for (const key of [one, one, other]) streams.add(key);
  expect(streams.count()).toBe(2);
  expect(streams.takeOlder(60_000)).toEqual([]);
  streams.confirm(one);
  expect(streams.takeOlder(0)).toEqual([other]);
  expect(streams.count()).toBe(0);
});
