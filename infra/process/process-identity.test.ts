import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identityOf, isAlive, parseProcessStat } from './process-identity';

const tail = '1 7 7 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 123456 0 0 18446744073709551615';

describe('process identity', () => {
  test.each([
    ['a plain name', `7 (node) S ${tail}`],
    ['a name with spaces and brackets', `7 (my (odd) name) S ${tail}`],
  ])('finds state and start time behind %s', (_what, stat) => {
    expect(parseProcessStat(stat)).toEqual({ state: 'S', startTicks: 123456 });
  });

  test('answers undefined for anything that is no stat line', () => {
    expect(parseProcessStat('')).toBeUndefined();
    expect(parseProcessStat('7 (node) S 1 2')).toBeUndefined();
  });

  test('knows a living process, and never a later one with the same number', () => {
    const self = identityOf(process.pid);
    expect(self && isAlive(self)).toBe(true);
    expect(isAlive({ pid: process.pid, startedAt: 'another-boot:1' })).toBe(false);
  });

  test('counts a process that ended as gone', async () => {
    const child = spawn(process.execPath, ['-e', '0']);
    await once(child, 'exit');
    expect(identityOf(child.pid ?? -1)).toBeUndefined();
  });
});
