import { setTimeout as pause } from 'node:timers/promises';
import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { lockShops } from '../../facts/store/lock-shops';
import { projectSessions } from '../../figures/app/project-sessions';
import { projectionVersion } from '../../figures/domain/session-figure';
import { keepAsTheyAre, outdatedSessions, outdatedShops } from '../store/outdated-figures';

type RecomputeDeps = Pick<Deps, 'db' | 'workerDb' | 'log' | 'clock'>;

const sessionsPerStep = 200;
const stepPauseMs = 50;
const roundEveryMs = 2_000;

export interface Recomputed {
  readonly recomputed: number;
  /** Figures that stay as an older projection computed them, because retention has taken their facts. */
  readonly kept: number;
}

/**
 * Computes again, from the log, what an older projection has computed: a page of sessions of one shop per transaction. Any copy of the service may do it,
 * several at once too, and it goes on where it stopped: a figure's own version says whether it is done.
 */
export async function recomputeOutdated(
  { db, workerDb, log, clock }: RecomputeDeps,
  version = projectionVersion,
  stopped: () => boolean = () => false,
): Promise<Recomputed> {
  let total: Recomputed = { recomputed: 0, kept: 0 };
  for (const shopId of await workerDb.transaction([], (tx) => outdatedShops(tx, version))) {
    for (let left = true; left && !stopped();) {
      const step = await recomputeStep({ db, clock }, shopId, version);
      total = { recomputed: total.recomputed + step.recomputed, kept: total.kept + step.kept };
      left = step.recomputed + step.kept > 0;
      if (left) await pause(stepPauseMs);
    }
    log.info({ shopId, projectionVersion: version, ...total }, "a shop's figures were computed again");
  }
  return total;
}

const recomputeStep = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, shopId: string, version: number): Promise<Recomputed> =>
  db.transaction([shopId], async (tx) => {
    tx.send(lockShops);
    const sessions = await outdatedSessions(tx, shopId, version, sessionsPerStep);
    if (sessions.length === 0) return { recomputed: 0, kept: 0 };
    const { withoutOpening } = await projectSessions(tx, sessions, clock.now(), version);
    keepAsTheyAre(tx, withoutOpening);
    return { recomputed: sessions.length - withoutOpening.length, kept: withoutOpening.length };
  });

/** Looks every two seconds for figures of an older projection: a process of an older build may still have written some. */
export function createRecompute(deps: RecomputeDeps): Worker {
  let stopped = false;
  const round = async (): Promise<void> => {
    await recomputeOutdated(deps, projectionVersion, () => stopped);
  };
  const loop = repeat('recompute', roundEveryMs, round, deps.log);
  return {
    name: 'recompute',
    start: loop.start,
    stop: () => {
      stopped = true;
      return loop.stop();
    },
  };
}
