import { both, nothing, type Change } from './change';
import { mustMove } from './close-session';
import type { Buyer, Session } from './session';

/** A session leaves the bot and asks routing for a human (RTE-15, RTE-16). */
export function askHuman(session: Session, buyer: Buyer, now: Date): { readonly session: Session; readonly change: Change } {
  const moved = mustMove(session, buyer, { kind: 'TO_HUMAN' }, now);
  const asked = { ...nothing, facts: [{ kind: 'TO_HUMAN' as const, session: moved.session, lastHuman: buyer.lastHuman }] };
  return { session: moved.session, change: both(moved.change, asked) };
}
