import { createWatchdog, isStalled } from './watchdog';

it.each([
  ['nothing waits', { open: 0, landedAt: 0, faultAt: 0 }, 60_000, false],
  ['a flight landed lately', { open: 5, landedAt: 45_000, faultAt: 0 }, 60_000, false],
  ['events wait and none was applied', { open: 5, landedAt: 40_000, faultAt: 0 }, 60_000, true],
  ['the database is known to be down', { open: 5, landedAt: 1_000, faultAt: 55_000 }, 60_000, false],
])('stalled? %s', (_, progress, now, stalled) => {
  expect(isStalled(progress, now)).toBe(stalled);
});

describe('a client that fetches nothing', () => {
  beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => jest.useRealTimers());

  const look = (reachable: boolean) => {
    const reasons: string[] = [];
    const fetched = { count: 1, at: Date.now() };
    const watchdog = createWatchdog({
      bus: { reachable: () => Promise.resolve(reachable) },
      member: { fetches: () => fetched },
      progress: { open: 0, landedAt: 0, faultAt: 0 },
      onFatal: (reason) => void reasons.push(reason),
    });
    return { fetched, reasons, after: (ms: number) => (jest.setSystemTime(Date.now() + ms), watchdog()) };
  };

  it('is left alone for 20 s, and ends the process then, if a broker answers', async () => {
    const { reasons, after } = look(true);
    await after(19_000);
    expect(reasons).toEqual([]);
    await after(1_000);
    expect(reasons).toEqual([expect.stringContaining('fetched nothing for 20 s') as string]);
  });

  it('is given another 20 s while no broker answers, and whenever it fetches', async () => {
    const { fetched, reasons, after } = look(false);
    for (let round = 0; round < 5; round += 1) await after(20_000);
    fetched.at = Date.now();
    await after(19_000);
    expect(reasons).toEqual([]);
  });
});
