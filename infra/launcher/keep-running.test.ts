import { spawn } from 'node:child_process';
import { runnable } from '#infra/process/runnable';
import { keepRunning, restartDelay } from './keep-running';

test('the wait before a restart doubles up to ten seconds', () => {
  expect([1, 2, 3, 4, 10].map(restartDelay)).toEqual([250, 500, 1_000, 2_000, 10_000]);
});

test('a process whose start cannot be noted is kept all the same', async () => {
  const lines: string[] = [];
  const kept = await keepRunning({
    name: 'sleeper',
    start: () => runnable('sleeper', spawn('sleep', ['60'], { detached: true }), { steps: [{ signal: 'SIGTERM', limitMs: 1_000 }] }),
    onStart: () => {
      throw new Error('no space');
    },
    report: (line) => lines.push(line),
  });
  expect(lines).toEqual(['sleeper runs, but could not be noted (no space)']);
  const running = kept.current();
  expect(running).toBeDefined();
  await kept.stop();
  expect(await running?.ended).toBe('SIGTERM');
});

test('a process that ends unasked is started again and told of, one that was stopped is not', async () => {
  const lines: string[] = [];
  let starts = 0;
  let again: () => void = () => undefined;
  const second = new Promise<void>((resolve) => (again = resolve));
  const kept = await keepRunning({
    name: 'sleeper',
    start: () => runnable('sleeper', spawn('sleep', ['60'], { detached: true }), { steps: [{ signal: 'SIGTERM', limitMs: 1_000 }] }),
    onStart: () => void (++starts === 2 && again()),
    report: (line) => lines.push(line),
  });
  kept.current()?.kill();
  await second;
  expect(lines).toEqual(['sleeper ended (SIGKILL); starting it again in 0.25 s']);
  await kept.stop();
  expect(starts).toBe(2);
  expect(lines).toHaveLength(1);
});
