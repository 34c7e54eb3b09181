import type { AnyNewEvent } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { createTimerRounds, type Timers } from '#libs/service/timer-rounds';
import type { TimerKind } from '../store/deadline-table';
import { dueDeadlines, type Deadline } from '../store/deadlines';

/** How many timers were done with, and what is to be told of them. */
export interface Fired {
  readonly done: number;
  readonly events: readonly AnyNewEvent[];
}

/** What happens when timers of one kind have run out. It holds what they are about before it believes them, and leaves the telling to the round. */
export type Fires = (tx: Tx, due: readonly Deadline[], horizon: Date) => Promise<Fired>;

/** One line for each kind of timer. */
export type FiresByKind = Readonly<Record<TimerKind, Fires>>;

type Needs = Pick<Deps, 'db' | 'workerDb' | 'clock' | 'log' | 'outbox'>;

/** The timers of orders, flows and cases, kind by kind in a fixed order, so that all processes take their locks in one order. */
export const createCareTimers = (deps: Needs, fires: FiresByKind): Timers =>
  createTimerRounds<Deadline>(deps, {
    due: dueDeadlines,
    apply: async (tx, due, horizon) => {
      const fired: Fired[] = [];
      for (const kind of Object.keys(fires) as TimerKind[]) {
        const mine = due.filter((deadline) => deadline.kind === kind);
        if (mine.length > 0) fired.push(await fires[kind](tx, mine, horizon));
      }
      // Last, since everybody waits for the events' counters.
      await deps.outbox.append(
        tx,
        fired.flatMap(({ events }) => events),
      );
      return fired.reduce((sum, { done }) => sum + done, 0);
    },
  });
