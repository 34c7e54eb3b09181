import { repeat } from '#libs/messaging/index';
import { observe } from '#libs/platform/telemetry/readings';
import type { Deps, Worker } from '#libs/service/run-service';
import type { DecisionRow } from '../../decision/store/decision-table';
import { findRouted } from '../../decision/store/read-routed';
import type { Engine } from '../../flight/app/engine';
import { readEstimates } from '../store/read-estimates';

/** A buyer who queues, and the wait that was estimated for it then. */
interface Followed {
  readonly shopId: string;
  readonly sessionId: string;
  readonly revision: number;
  readonly since: Date;
  readonly seconds: number;
}

const everyMs = 5_000;
const most = 200;

/**
 * Holds the waits that are estimated when buyers queue against the real ones: one buyer after another while others are being looked up, up to 200 at once.
 * Nobody is written down; which process assigns them does not matter.
 */
export function checkEstimates({ readDb, clock, log }: Pick<Deps, 'readDb' | 'clock' | 'log'>, engine: Engine): Worker {
  const followed = new Map<string, Followed>();
  let looking = false;
  const follow = async ({ shopId, sessionId, revision, decidedAt: since }: DecisionRow): Promise<void> => {
    looking = true;
    // One that cannot be read is one sample less.
    const estimates = await readEstimates(readDb, shopId, [sessionId], clock.now()).catch(() => undefined);
    const seconds = estimates?.get(sessionId);
    if (seconds !== undefined) followed.set(sessionId, { shopId, sessionId, revision, since, seconds });
    looking = false;
  };
  const heard = (decided: readonly DecisionRow[]): void => {
    const next = decided.find(({ outcome, sessionId }) => outcome === 'QUEUED' && !followed.has(sessionId));
    if (next && !looking && followed.size < most) void follow(next);
  };
  const compare = async (): Promise<void> => {
    const routed = await findRouted(readDb, [...followed.values()]);
    for (const one of followed.values()) {
      const latest = routed.get(one.sessionId);
      if (latest?.revision === one.revision && clock.now().getTime() - one.since.getTime() < longestMs) continue;
      followed.delete(one.sessionId);
      if (latest?.outcome === 'ASSIGNED') tell(one, latest.decidedAt);
    }
  };
  const { start, stop } = repeat('estimate check', everyMs, compare, log);
  let deafen = (): void => undefined;
  return {
    name: 'estimate check',
    start: () => {
      deafen = engine.onDecided(heard);
      start();
    },
    stop: () => {
      deafen();
      return stop();
    },
  };
}

/** Who still queues then has most likely left: their closing leaves no decision. */
const longestMs = 7_200_000;

function tell({ since, seconds }: Followed, assignedAt: Date): void {
  const missed = (assignedAt.getTime() - since.getTime()) / 1_000 - seconds;
  observe('jiedai_wait_estimate_error_seconds', { estimate: missed > 0 ? 'short' : 'long' }, Math.abs(missed));
}
