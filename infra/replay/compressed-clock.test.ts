import { startCompressedClock } from './compressed-clock';

describe('the compressed clock', () => {
  test('an hour of the recorded day takes an hour divided by the speed, counted from the start', async () => {
    let nowMs = 5_000;
    const slept: number[] = [];
    const machine = { now: () => nowMs, sleep: (ms: number) => Promise.resolve(slept.push(ms)) };
    const clock = startCompressedClock(120, machine);
    await clock.until(3_600_000);
    nowMs += 10_000;
    await clock.until(3_600_000);
    expect(slept).toEqual([30_000, 20_000]);
    expect(clock.now()).toBe(1_200_000);
  });

  test('what is past is not waited for', async () => {
    const clock = startCompressedClock(60, { now: () => 0, sleep: () => Promise.reject(new Error('slept')) });
    await expect(clock.until(0)).resolves.toBeUndefined();
  });
});
