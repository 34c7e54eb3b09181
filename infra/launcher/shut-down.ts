import { setTimeout as sleep } from 'node:timers/promises';
import type { Kept } from './keep-running';

/** All is over within 15 s; the last second is for what has to be killed. */
const limitMs = 14_000;

const lastToStop = ['kafka', 'postgres'];

/** What is just coming up when the stop is asked for is waited for, so that it can be stopped as well. */
const startLimitMs = 3_000;

/** Stops services together, then the broker, then the database; whatever is left after the limit is killed. */
export async function shutDown(kept: readonly Kept[], starting: Promise<unknown>): Promise<void> {
  const orderly = Promise.race([starting, pause(startLimitMs)]).then(() => inOrder(kept));
  await Promise.race([inOrder(kept).then(() => orderly), pause(limitMs)]);
  killAll(kept);
}

const pause = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });

/** Ends everything at once. */
export function killAll(kept: readonly Kept[]): void {
  for (const each of kept) each.current()?.kill();
}

async function inOrder(kept: readonly Kept[]): Promise<void> {
  await Promise.all(kept.filter(({ name }) => !lastToStop.includes(name)).map((each) => each.stop()));
  for (const name of lastToStop) await kept.find((each) => each.name === name)?.stop();
}
