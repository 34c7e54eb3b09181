import type { ShopChange } from '../../flight/domain/shop-change';
import { waitingTotals, type ShopState } from '../../flight/domain/shop-state';
import { nextAwaitEnd } from '../../continuity/domain/awaited-agent';
import { nextHandOverAt } from '../../continuity/domain/hand-over-talks';
import { nextMissedAt } from '../../offers/domain/miss-offers';
import { nextResumeAt } from '../../presence/domain/assignment-rate';
import { isTimed, isWidened, usesRosters } from '../../rules/domain/routing-rules';
import { waitingSince } from './place-session';
import { nextOverdueAt } from './queue-limits';
import { nextStepAt } from './reach';
import { furthestOf } from './stages';

/** Should what was due not have happened, the shop is looked at again after so long. */
const againMs = 1_000;

/**
 * Sets when the shop is woken because time alone moves somebody who waits. A stored instant that comes too early stays: the flight it wakes finds nobody,
 * and sets the next one. So a queue that moves on costs no write each time.
 */
export function refreshWake(change: ShopChange): void {
  const { state, now } = change;
  const stored = state.storedWakeAt;
  const timed = isTimed(state.rules) || state.offers.size > 0;
  if (stored === null && !timed) return;
  // A setting that was just saved may ask for them.
  if (usesRosters(state.rules)) state.rosters = change.rosters;
  const next = nextWakeAt(state, now);
  const stays = stored !== null && timed && stored > now && (next === null || stored <= next);
  if (stays) return;
  const due = next !== null && next <= now ? new Date(now.getTime() + againMs) : next;
  if (due?.getTime() === stored?.getTime()) return;
  state.storedWakeAt = due;
  change.wakeMoved = true;
}

/**
 * The next instant at which somebody will have waited for too long, or long enough for one agent, an offer is over, or an agent may be given the next one while
 * somebody waits; null: there is none.
 */
function nextWakeAt(state: ShopState, now: Date): Date | null {
  const overdue = nextOverdueAt(state)?.getTime();
  const resumes = somebodyWaits(state) ? nextResumeAt(state) : null;
  const offer = state.offers.size === 0 ? null : nextMissedAt(state);
  const step = isWidened(state.rules) ? nextStep(state, now) : null;
  const times = [overdue, resumes, offer, step, nextAwaitEnd(state), nextHandOverAt(state, now)].filter((time) => typeof time === 'number');
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** When the next of those who wait longest in their pools may be taken by more agents. */
function nextStep(state: ShopState, now: Date): number | null {
  const times = [...state.pools.values()].flatMap((pool) =>
    furthestOf(pool, state.rules).flatMap((entry) => {
      const since = waitingSince(state, pool.key, { waiting: entry.kind, enqueuedAt: entry.enqueuedAt });
      return nextStepAt(pool.key, state.rules, since, now) ?? [];
    }),
  );
  return times.length === 0 ? null : Math.min(...times);
}

function somebodyWaits(state: ShopState): boolean {
  const { queued, left } = waitingTotals(state);
  return queued + left > 0;
}
