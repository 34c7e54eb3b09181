import type { ShopState } from '../../flight/domain/shop-state';
import { waitingSince } from './place-session';
import type { WaitingEntry } from './waiting-entry';

/** One who waits, as it stands in the one line of queue and left messages: since when it has waited in open hours (RES-28). */
export const inLine = (state: ShopState, entry: WaitingEntry): WaitingEntry => ({
  ...entry,
  enqueuedAt: waitingSince(state, entry.pool, { waiting: entry.kind, enqueuedAt: entry.enqueuedAt }),
});
