import { setTimeout as pause } from 'node:timers/promises';

const limitMs = 2_000;
const pollMs = 40;

/**
 * Waits up to 2 s for this service's copy of another's fact from its events: `find` returns it, or undefined when it is not there yet.
 * Answers undefined when it never came; the caller refuses then, retryably.
 */
export async function awaitCopy<T>(find: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await find();
    if (found !== undefined || Date.now() >= deadline) return found;
    await pause(pollMs);
  }
}
