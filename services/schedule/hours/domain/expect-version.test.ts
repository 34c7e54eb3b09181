import { expectVersion } from './expect-version';

it('a stale edit is a VERSION_CONFLICT that names the newest version', () => {
  expect(expectVersion(7, 6)).toMatchObject({
    code: 'VERSION_CONFLICT',
    field: 'expectedVersion',
    expected: expect.stringMatching(/^7,/) as string,
  });
  expect(expectVersion(0, 1)).toMatchObject({ code: 'VERSION_CONFLICT', expected: expect.stringMatching(/^0:/) as string });
});

it.each([7, null, undefined])('expecting %s of version 7 is no conflict', (expected) => {
  expect(expectVersion(7, expected)).toBe(true);
});
