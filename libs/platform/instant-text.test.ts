import { instantText } from './instant-text';

it('gives the same text as the instant itself, asked once or often, and however many there are', () => {
  const instants = Array.from({ length: 2_500 }, (_, index) => new Date(1_772_000_000_000 + index * 86_399_999));
  for (const instant of [...instants, ...instants]) expect(instantText(instant)).toBe(instant.toISOString());
});

it('refuses what is no instant', () => {
  expect(() => instantText(new Date(NaN))).toThrow('Invalid time value');
});
