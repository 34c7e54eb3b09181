import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* Plain JavaScript, because it runs before anything is built. */
const { changedSince } = require('./build.js') as { changedSince: (instant: number, path: string) => boolean };

const folder = mkdtempSync(join(tmpdir(), 'jiedai-build-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [file, inner] = [join(folder, 'inner/a.ts'), join(folder, 'inner')];
const builtAt = Date.parse('2026-03-02T00:00:00Z');
const setTime = (path: string, ms: number): void => utimesSync(path, new Date(ms), new Date(ms));

/** A source tree that was last touched a second before the build. */
function settle(): void {
  mkdirSync(inner, { recursive: true });
  writeFileSync(file, '');
  for (const path of [file, inner, folder]) setTime(path, builtAt - 1_000);
}

describe('what was built is built again', () => {
  beforeEach(settle);

  test('only when something changed since', () => {
    expect(changedSince(builtAt, folder)).toBe(false);
  });

  test('after an edit, however deep', () => {
    setTime(file, builtAt + 1_000);
    expect(changedSince(builtAt, folder)).toBe(true);
  });

  test('after a file is gone, as a pull may do it', () => {
    rmSync(file);
    expect(changedSince(builtAt, folder)).toBe(true);
  });
});
