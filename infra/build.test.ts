import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

type Changes = Readonly<Record<'changed' | 'missing' | 'left', readonly string[]>>;

/* Plain JavaScript, because it runs before anything is built. */
const { changesSince } = require('./build.js') as { changesSince: (instant: number, place: string) => Changes };

const place = mkdtempSync(join(tmpdir(), 'jiedai-build-'));
afterAll(() => rmSync(place, { recursive: true }));

const builtAt = Date.parse('2026-03-02T00:00:00Z');
const nothing: Changes = { changed: [], missing: [], left: [] };

/** Writes a file that was last touched so long after the build. */
function write(name: string, afterMs: number): void {
  const path = join(place, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  utimesSync(path, new Date(builtAt + afterMs), new Date(builtAt + afterMs));
}

const source = 'infra/inner/a.ts';

beforeEach(() => {
  rmSync(place, { recursive: true });
  for (const name of ['tsconfig.json', source, 'infra/inner/README.md', 'libs/types.d.ts']) write(name, -1_000);
  for (const name of ['dist/infra/inner/a.js', 'dist/infra/inner/a.js.map', 'dist/.built']) write(name, 0);
});

describe('what was built is built again', () => {
  test('only when something changed since', () => {
    expect(changesSince(builtAt, place)).toEqual(nothing);
  });

  test('after an edit, however deep', () => {
    write(source, 1_000);
    expect(changesSince(builtAt, place)).toEqual({ ...nothing, changed: [source] });
  });

  test('after other packages are installed', () => {
    write('package-lock.json', 1_000);
    expect(changesSince(builtAt, place)).toEqual({ ...nothing, changed: ['package-lock.json'] });
  });

  test('not for a page of documentation, edited or new', () => {
    for (const name of ['infra/inner/README.md', 'infra/docs/new.md']) write(name, 1_000);
    expect(changesSince(builtAt, place)).toEqual(nothing);
  });

  test('after a file is gone, as a pull may do it, and without its output', () => {
    rmSync(join(place, source));
    expect(changesSince(builtAt, place)).toEqual({ ...nothing, left: ['infra/inner/a'] });
  });

  test('after a file of an older date came', () => {
    write('infra/inner/b.ts', -1_000);
    expect(changesSince(builtAt, place)).toEqual({ ...nothing, missing: ['infra/inner/b'] });
  });
});
