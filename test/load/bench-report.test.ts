import { idleRows, roundRows, tableOf, type Round } from './bench-report';

const load = (perSecond: number) => ({ count: 100, perSecond, p50: 10, p99: 50 });
const round = (accepted: number, floor: number, cpuMs: number): Round => ({
  accepted: load(accepted),
  floor: { ...load(floor), cpuMs: 0.5 },
  cost: { load: load(900), byProcess: new Map([['session', cpuMs / 4], ['gateway', (cpuMs * 3) / 4]]), total: cpuMs }, // prettier-ignore
});

describe('the table of a benchmark', () => {
  test('shows medians; the ratio is the median of the ratios within each round, not of medians', () => {
    const lines = tableOf('title', roundRows([round(1_000, 2_000, 2), round(1_000, 1_000, 3), round(300, 1_000, 4)]));
    expect(lines.find((line) => line.includes('(a)/(c)'))).toMatch(/0\.50 +≥ 0\.40, aim 0\.60 +met/);
    expect(lines.find((line) => line.includes('(d) CPU'))).toMatch(/3\.00 ms .* met/);
    expect(lines.find((line) => line.includes('in transactions of (c)'))).toMatch(/ 6\.0: /);
    expect(lines.find((line) => line.includes('where it goes'))).toMatch(/gateway 2\.25, session 0\.75/);
  });

  test('a target that is missed says so', () => {
    expect(tableOf('title', roundRows([round(100, 1_000, 9)])).filter((line) => line.endsWith('MISSED'))).toHaveLength(2);
    const idle = tableOf('title', idleRows({ pssMiB: new Map([['gateway', 400], ['shop', 301]]), cpuShare: 0.2 })); // prettier-ignore
    expect(idle[1]).toMatch(/701 MiB .*MISSED/);
    expect(idle[3]).toMatch(/20 % of a core .*met/);
  });
});
