import { both, nothing, type Change } from './change';
import { mustMove } from './close-session';
import type { Buyer, Session } from './session';

/** Causes that put a session with an agent who need not be there: it outlives the agent's OFFLINE (RES-25). */
const outliveOffline = ['OFFLINE_LIST', 'OWNER', 'PROXY', 'MANUAL'];

/**
 * Whether an agent who is gone loses the session: OFFLINE since this version of the shop's routing row, or no longer active in the shop. A hold is
 * kept (RES-38).
 */
export function losesAgent(session: Session, since: number | 'INACTIVE'): boolean {
  if (session.state !== 'ACTIVE') return false;
  if (since === 'INACTIVE') return true;
  const { cause, assignedVersion } = session;
  return !outliveOffline.includes(cause ?? '') && assignedVersion !== null && assignedVersion < since;
}

/**
 * The agent of an ACTIVE session is gone: with the buyer's question unanswered it goes back to routing and keeps the time waited (RES-81);
 * answered, it closes, and the buyer's next message is routed anew (RTE-61).
 */
export function agentGone(session: Session, buyer: Buyer, now: Date): Change {
  const { agentId, waitingSince } = session;
  return agentId === null || waitingSince === null
    ? mustMove(session, buyer, { kind: 'CLOSED', reason: 'AGENT_OFFLINE' }, now).change
    : backToRouting(session, buyer, now);
}

/** A session with an agent whose buyer waits is to go to another one. */
export function backToRouting(session: Session, buyer: Buyer, now: Date): Change {
  const { agentId, waitingSince } = session;
  if (agentId === null || waitingSince === null) throw new Error('Nobody has the session, or nobody waits in it');
  const moved = mustMove(session, buyer, { kind: 'RETURNED' }, now);
  return both(moved.change, { ...nothing, facts: [{ kind: 'RETURNED', session: moved.session, agentId, waitingSince }] });
}
