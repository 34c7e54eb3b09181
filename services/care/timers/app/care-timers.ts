import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { createTimerRounds, type Timers } from '#libs/service/timer-rounds';
import type { TimerKind } from '../store/deadline-table';
import { dueDeadlines, type Deadline } from '../store/deadlines';

/** What happens when timers of one kind have run out; answers how many it was done with. It holds what they are about before it believes them. */
export type Fires = (tx: Tx, due: readonly Deadline[], horizon: Date) => Promise<number>;

/** One line for each kind of timer. */
export type FiresByKind = Readonly<Record<TimerKind, Fires>>;

type Needs = Pick<Deps, 'db' | 'workerDb' | 'clock' | 'log'>;

/** The timers of orders, flows and cases, kind by kind in a fixed order, so that all processes take their locks in one order. */
export const createCareTimers = (deps: Needs, fires: FiresByKind): Timers =>
  createTimerRounds<Deadline>(deps, {
    due: dueDeadlines,
    apply: async (tx, due, horizon) => {
      let done = 0;
      for (const kind of Object.keys(fires) as TimerKind[]) {
        const mine = due.filter((deadline) => deadline.kind === kind);
        if (mine.length > 0) done += await fires[kind](tx, mine, horizon);
      }
      return done;
    },
  });
