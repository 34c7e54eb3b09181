import { setTimeout as pause } from 'node:timers/promises';
import { between, type Random } from './storm-plan';
import type { StormRouter } from './storm-world';

export interface FaultCount {
  killed: number;
  frozen: number;
}

/** Kills and freezes routing processes at random, one at a time, until told to stop; leaves all of them running. */
export async function disturb(routers: readonly StormRouter[], random: Random, stopped: () => boolean): Promise<FaultCount> {
  const count: FaultCount = { killed: 0, frozen: 0 };
  while (!stopped()) {
    await pause(between(random, 2_000, 5_000));
    const router = routers[between(random, 0, routers.length)]!;
    if (random() < 0.5) {
      router.kill();
      count.killed += 1;
      await pause(1_000);
    } else {
      router.freeze();
      count.frozen += 1;
      await pause(between(random, 500, 6_000));
      router.thaw();
    }
    await router.ready();
  }
  return count;
}
