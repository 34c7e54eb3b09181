import type { ShopChange } from '../../flight/domain/shop-change';
import { nextOverdueAt } from './queue-limits';

/** Should somebody be left who has waited for too long, the shop is looked at again after so long. */
const againMs = 1_000;

/**
 * Sets when the shop is woken because somebody will have waited for too long. A stored instant that comes too early stays: the flight it wakes finds
 * nobody, and sets the next one. So a queue that moves on costs no write each time.
 */
export function refreshOverdue(change: ShopChange): void {
  const { state, now } = change;
  const stored = state.storedOverdueAt;
  if (stored === null && state.rules.longestWaitMinutes === null) return;
  const next = nextOverdueAt(state);
  const stays = stored !== null && state.rules.longestWaitMinutes !== null && stored > now && (next === null || stored <= next);
  if (stays) return;
  const due = next !== null && next <= now ? new Date(now.getTime() + againMs) : next;
  if (due?.getTime() === stored?.getTime()) return;
  state.storedOverdueAt = due;
  change.overdueMoved = true;
}
