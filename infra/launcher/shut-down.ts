import { setTimeout as sleep } from 'node:timers/promises';
import type { Kept } from './keep-running';

/** Everything together; a stop with nothing in flight takes a second or two. */
const limitMs = 45_000;

/** The gateway stops before the services that answer its requests in flight, the servers last. Whatever is not named stops in between. */
const [first, last] = [['gateway'], ['kafka', 'postgres']];

/** What is just coming up when the stop is asked for is waited for, so that it can be stopped as well. */
const startLimitMs = 3_000;

/** Stops the gateway, then the services together, then the broker, then the database; whatever is left after the limit is killed. */
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
  const stop = (names: readonly string[]) => Promise.all(kept.filter(({ name }) => names.includes(name)).map((each) => each.stop()));
  await stop(first);
  await stop(kept.map(({ name }) => name).filter((name) => ![...first, ...last].includes(name)));
  for (const name of last) await stop([name]);
}
