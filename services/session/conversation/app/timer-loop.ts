import { timerLoop } from '#libs/service/timer-loop';
import type { Deps, Worker } from '#libs/service/run-service';
import { createTimers } from './timers';

/** The loop over the timers of sessions and shops. */
export const createTimerLoop = (deps: Deps): Worker => timerLoop(createTimers(deps), deps.log);
