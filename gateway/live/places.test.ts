import { Places } from './places';

const limits = { streams: 4, streamsPerAccount: 2, streamsPerAddress: 3 };
const refused = expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', retryable: true }) as unknown;

type Client = readonly [account: string, address: string];

describe('places for streams', () => {
  it.each<[string, readonly Client[], Client, Client | undefined]>([
    [
      'of one account',
      [
        ['a', '1'],
        ['a', '2'],
      ],
      ['a', '3'],
      ['b', '1'],
    ],
    [
      'of one address',
      [
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ],
      ['d', '1'],
      ['d', '2'],
    ],
    [
      'of all',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
        ['d', '4'],
      ],
      ['e', '5'],
      undefined,
    ],
  ])('are limited: %s', (_whose, taken, tooMany, another) => {
    const places = new Places(limits);
    const given = taken.map(([account, address]) => places.take(account, address));
    expect(() => places.take(...tooMany)).toThrow(refused as Error);
    if (another) places.take(...another)();
    given[0]?.();
    given[0]?.();
    places.take(...taken[0]!);
    expect(() => places.take(...tooMany)).toThrow(refused as Error);
  });
});
