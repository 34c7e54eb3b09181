import { javaRelease } from './java';

describe('Java release', () => {
  test.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_392"', 8],
    ['', undefined],
  ])('%s', (text, release) => {
    expect(javaRelease(text)).toBe(release);
  });
});
