import { createFlights, type FlightTerms } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { passesByItself } from '#libs/platform/database/database-fault';
import type { Deps } from './run-service';

/** A timer of a shop. */
export interface DueTimer {
  readonly shopId: string;
  readonly dueAt: Date;
}

/** What a service's timers are and do. */
export interface TimerTerms<D extends DueTimer> {
  /** Those of all shops but some that have run out, earliest first. Runs as the worker role. */
  readonly due: (tx: Tx, now: Date, limit: number, except: readonly string[]) => Promise<readonly D[]>;
  /**
   * Applies those that are still due under the locks it takes, since another process may have fired them, as of `horizon`. Answers how many were done with;
   * those whose subject somebody else holds are left for the next round.
   */
  readonly apply: (tx: Tx, due: readonly D[], horizon: Date) => Promise<number>;
}

export interface Timers {
  /**
   * One round: finds the timers that have run out, earliest first, and applies them in that order, those of all shops in one flight. What somebody else is
   * busy with is left for the next round, a shop that is held up for one a second later. Answers whether there may be more.
   */
  fire(): Promise<boolean>;
}

/** The timers of one shop that have run out by the round's horizon. */
interface ShopTimers<D> {
  readonly shopId: string;
  readonly due: readonly D[];
  readonly horizon: Date;
}

const limit = 500;
const heldUpMs = 1_000;

export function createTimerRounds<D extends DueTimer>(deps: Pick<Deps, 'db' | 'workerDb' | 'clock' | 'log'>, terms: TimerTerms<D>): Timers {
  const fly = async (batch: readonly ShopTimers<D>[], { lockMs }: FlightTerms): Promise<number[]> => {
    const shops = batch.map(({ shopId }) => shopId);
    const due = batch.flatMap((shop) => shop.due);
    const done = await deps.db.transaction(shops, (tx) => terms.apply(tx, due, batch[0]!.horizon), { lockMs });
    return batch.map((_, index) => (index === 0 ? done : 0));
  };
  const flights = createFlights<ShopTimers<D>, number>({
    name: 'timers',
    limit,
    fly,
    shopOf: ({ shopId }) => shopId,
    patienceMs: () => 0,
    log: deps.log,
  });
  const heldUp = new Map<string, number>();
  return {
    fire: async () => {
      const now = deps.clock.now();
      for (const [shopId, until] of heldUp) if (until < performance.now()) heldUp.delete(shopId);
      const due = await deps.workerDb.transaction([], (tx) => terms.due(tx, now, limit, [...heldUp.keys()]));
      // The round happens at its horizon: the instant up to which all due rows are known. So after a jump of the clock nothing fires before what was due earlier.
      const horizon = due.length === limit ? due[limit - 1]!.dueAt : now;
      const shops = byShop(due);
      const results = await Promise.allSettled(shops.map(([shopId, mine]) => flights.submit({ shopId, due: mine, horizon })));
      results.forEach((result, index) => {
        if (result.status === 'fulfilled') return;
        const shopId = shops[index]![0];
        heldUp.set(shopId, performance.now() + heldUpMs);
        if (!passesByItself(result.reason)) deps.log.error({ err: result.reason as unknown, shopId }, 'the timers of a shop failed');
      });
      const done = results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0);
      return due.length === limit && done > 0;
    },
  };
}

function byShop<D extends DueTimer>(due: readonly D[]): [string, D[]][] {
  const shops = new Map<string, D[]>();
  for (const deadline of due) {
    const mine = shops.get(deadline.shopId);
    if (mine) mine.push(deadline);
    else shops.set(deadline.shopId, [deadline]);
  }
  return [...shops];
}
