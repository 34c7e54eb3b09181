import { setTimeout as sleep } from 'node:timers/promises';
import type { CompressedClock } from './compressed-clock';
import type { ShopCalls } from './shop-calls';
import type { PlannedAgent } from './plan';
import { talksOf, type Tally } from './tally';

const pollMs = 50;
/** How long slots may stay occupied by sessions that nobody serves any more. */
const idleLimitMs = 30_000;

/**
 * One agent's day. At its end the agent RESTs first, receiving nobody new, and goes OFFLINE when its last session is over: going OFFLINE
 * ends running sessions (RTE-61), and nobody is to be cut off in the middle of a talk.
 */
export async function playAgent(
  agentId: string,
  { fromMs, toMs }: PlannedAgent,
  clock: CompressedClock,
  calls: ShopCalls,
  tally: Tally,
): Promise<void> {
  await clock.until(fromMs);
  await calls.setPresence(agentId, 'ONLINE');
  tally.online += 1;
  await clock.until(toMs);
  await calls.setPresence(agentId, 'REST');
  await untilIdle(agentId, calls, tally);
  await calls.setPresence(agentId, 'OFFLINE');
  tally.online -= 1;
}

async function untilIdle(agentId: string, calls: ShopCalls, tally: Tally): Promise<void> {
  let idleSince = performance.now();
  while ((await calls.loads()).get(agentId) !== 0) {
    if (talksOf(tally, agentId) > 0) idleSince = performance.now();
    if (performance.now() - idleSince > idleLimitMs) throw new Error(`agent ${agentId} serves nobody, but its slots stay occupied`);
    await sleep(pollMs);
  }
}
