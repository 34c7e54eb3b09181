import { parseMachineTime } from './bench-other-load';
import { allProcesses, costBetween, costByName, parseCost, pssMiB, totalCost } from './bench-process-cost';

describe('the cost of processes', () => {
  test('CPU times are found behind a name that looks like other fields', () => {
    const stat = '42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 999 0 0';
    expect(parseCost(42, stat)).toEqual({ pid: 42, parent: 7, cpuTicks: 100 });
  });

  test('a child counts for its nearest named ancestor, a stranger for nobody', () => {
    const all = [
      { pid: 10, parent: 1, cpuTicks: 1 },
      { pid: 11, parent: 10, cpuTicks: 2 },
      { pid: 12, parent: 11, cpuTicks: 3 },
      { pid: 13, parent: 10, cpuTicks: 4 },
      { pid: 99, parent: 1, cpuTicks: 100 },
    ];
    const names = new Map([
      [10, 'launcher'],
      [11, 'postgres'],
    ]);
    expect(costByName(all, names)).toEqual(
      new Map([
        ['launcher', 50],
        ['postgres', 50],
      ]),
    );
  });

  test('what is used between two looks', () => {
    const used = costBetween(new Map([['a', 5]]), new Map([['a', 8], ['b', 2]])); // prettier-ignore
    expect([used.get('a'), used.get('b'), totalCost(used)]).toEqual([3, 2, 5]);
  });

  test('the time of the machine: idle and waiting for a disk are not busy', () => {
    expect(parseMachineTime('cpu  10 1 20 60 5 1 2 1 0 0\ncpu0 1 1 1 1')).toEqual({ busyMs: 350, allMs: 1_000 });
  });

  test('this very process can be seen', () => {
    expect(allProcesses().find((each) => each.pid === process.pid)?.parent).toBe(process.ppid);
    expect(pssMiB(process.pid)).toBeGreaterThan(1);
  });
});
