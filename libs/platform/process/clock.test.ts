import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileClock } from './clock';

let folder: string;
let file: string;
let machine: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-'));
  file = join(folder, 'clock.json');
  machine = Date.parse('2026-03-02T00:00:00.000Z');
});

afterEach(() => rmSync(folder, { recursive: true }));

const set = (setting: unknown): void => writeFileSync(file, typeof setting === 'string' ? setting : JSON.stringify(setting));
const clock = () => fileClock(file, () => machine);

describe('a clock that follows a file (ADR 8)', () => {
  it('is the machine’s while there is no file', () => {
    expect(clock().now()).toEqual(new Date(machine));
  });

  it('stands still at an instant, and runs shifted by an offset', () => {
    set({ at: '2030-01-01T09:00:00+08:00' });
    const business = clock();
    expect(business.now()).toEqual(new Date('2030-01-01T01:00:00.000Z'));
    machine += 1_000;
    expect(business.now()).toEqual(new Date('2030-01-01T01:00:00.000Z'));
    set({ offsetMs: -60_000 });
    machine += 100;
    expect(business.now()).toEqual(new Date(machine - 60_000));
  });

  it('looks at the file again after 50 ms, not at every question', () => {
    set({ offsetMs: 0 });
    const business = clock();
    business.now();
    set({ offsetMs: 5_000 });
    machine += 49;
    expect(business.now()).toEqual(new Date(machine));
    machine += 1;
    expect(business.now()).toEqual(new Date(machine + 5_000));
  });

  it.each(['', '{"at": "2030-01', '{"at": "tomorrow"}', '{"offsetMs": "1"}', '{"offsetMs": 1e999}', 'null', '[]'])(
    'keeps the last good setting where the file says %s',
    (broken) => {
      set({ offsetMs: 7_000 });
      const business = clock();
      business.now();
      set(broken);
      machine += 100;
      expect(business.now()).toEqual(new Date(machine + 7_000));
    },
  );
});
