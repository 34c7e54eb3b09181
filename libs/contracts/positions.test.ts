import { furthest, isAtLeast, readPositions } from './positions';

describe('positions', () => {
  it.each([
    [[1, 5], [1, 5], true],
    [[1, 4], [1, 5], false],
    [[2, 1], [1, 5], true],
    [[1, 9], [2, 1], false],
  ] as const)('%j is at least %j: %s', (place, wanted, expected) => {
    expect(isAtLeast(place, wanted)).toBe(expected);
  });

  it('are merged to the furthest of each stream', () => {
    const one = { 'session-started': [1, 5], 'session-ended': [2, 1] } as const;
    const other = { 'session-started': [1, 7], 'session-ended': [1, 9], 'shop-changed': [1, 1] } as const;
    const both = { 'session-started': [1, 7], 'session-ended': [2, 1], 'shop-changed': [1, 1] };
    expect(furthest(one, other)).toEqual(both);
    expect(furthest(other, one)).toEqual(both);
  });

  it('are read as they were written, without streams that only a newer process knows', () => {
    expect(readPositions({ 'session-started': [1, 5], 'stream-of-tomorrow': [1, 1] })).toEqual({ 'session-started': [1, 5] });
  });

  it.each([
    null,
    'session-started',
    [[1, 5]],
    { 'session-started': 5 },
    { 'session-started': [1] },
    { 'session-started': [1, -1] },
    { 'session-started': [1, 0.5] },
    { 'session-started': [1, '5'] },
    { 'session-started': [2 ** 31, 5] },
  ])('are not %j', (written) => {
    expect(readPositions(written)).toBeUndefined();
  });
});
