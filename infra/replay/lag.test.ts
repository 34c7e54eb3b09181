import { lagOf } from './lag';

describe('lag', () => {
  test('counts what lies between position and end; a group that never wrote one has everything before it', () => {
    expect(
      lagOf([
        { low: 0n, high: 10n, committed: 10n },
        { low: 0n, high: 10n, committed: 7n },
        { low: 2n, high: 5n, committed: -1n },
        { low: 0n, high: 0n, committed: -1n },
      ]),
    ).toBe(6n);
  });
});
