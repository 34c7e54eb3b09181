import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { drain } from './drain';
import { joinShop } from './join-shop';
import { liveAssignment } from './session-placement';
import { release } from './slots';
import { withTried } from './kept-out';
import { unknownFacts } from './waiting-entry';

export interface Return {
  readonly sessionId: string;
  readonly agentId: string;
  readonly returnedAt: Date;
  /** Since when the buyer waits for an answer. */
  readonly waitingSince: Date;
  /** Whether the agent is there and has not written in time: then the session does not come to it again. */
  readonly isSilent?: boolean;
}

/**
 * The agent is gone, or silent, while the buyer waits for an answer (RES-81): the slot frees, and the session is decided about again, with the time it has waited.
 * One that is no longer with that agent has been decided about, or is over.
 */
export function sessionReturned(change: ShopChange, { sessionId, agentId, returnedAt, waitingSince, isSilent }: Return): void {
  const placement = placementOf(change, sessionId);
  const live = liveAssignment(placement);
  const { settings } = change.state;
  if (!settings || live?.agentId !== agentId) return;
  release(change, placement, live, returnedAt, 'RETURNED');
  drain(change);
  const known = live.facts ?? unknownFacts;
  const facts = { ...known, goneAgentId: agentId, ...(isSilent && { tried: withTried(known.tried, { agentId, how: 'SILENT' }) }) };
  const asker = { sessionId, openedAt: live.openedAt ?? waitingSince, enqueuedAt: waitingSince, facts, waiting: null };
  joinShop(change, settings, placement, asker);
}
