import { setTimeout as sleep } from 'node:timers/promises';
import type { TestSystem } from './start-system';

/** Every process follows the clock's file within this time. */
const followedWithinMs = 100;

/** Moves the business clock of the whole system to an instant and comes back when every process has seen it. */
export async function moveClock(system: TestSystem, at: string): Promise<void> {
  system.setClock({ at });
  await sleep(followedWithinMs);
}
