import { drain, isUnfinished } from './drain';
import { standingOf, type Draft } from '../../flight/domain/shop-change';
import { carryOut, decideFor, enterList, leaveList } from './place-session';
import { viewOf } from '../../decision/domain/route-view';
import { hold, liveAssignment, release } from '../../presence/domain/slots';
import type { Arrival, ReleaseReason, Standing } from './session-placement';

/**
 * A session asks for its first outcome. One that has an outcome or a place keeps it (step 1 of the decision order); one whose end came first is over
 * already. With `reentryOf` the old session's slot frees and the queue drains before the new one is routed (RES-23), whichever topic came first.
 */
export function sessionStarted(draft: Draft, arrival: Arrival, reentryOf: string | null): void {
  if (reentryOf !== null) leave(draft, standingOf(draft, reentryOf), draft.now, 'REENTRY');
  const standing = standingOf(draft, arrival.sessionId);
  if (isKnown(standing)) return;
  if (standing.tombstone === null) arrive(draft, standing, arrival);
  else passOver(draft, standing);
}

/** A session that an agent has begun is with that agent already: nothing to decide, until its close nothing to keep but that it was seen. */
export function shopSessionStarted(draft: Draft, sessionId: string): void {
  const standing = standingOf(draft, sessionId);
  if (!isKnown(standing)) passOver(draft, standing);
}

function passOver({ now: at }: Draft, standing: Standing): void {
  standing.tombstone = standing.tombstone?.kind === 'CLOSED' ? null : { sessionId: standing.sessionId, kind: 'OVER', at };
}

const isKnown = (standing: Standing): boolean => standing.revision > 0 || standing.waiting !== null || standing.assignment !== null;

function arrive(draft: Draft, standing: Standing, arrival: Arrival): void {
  const { state } = draft;
  if (!state.settings) {
    const place = { kind: 'PENDING', place: null, pool: 'ALL', band: 'NORMAL', enqueuedAt: draft.now, revision: 0 } as const;
    return enterList(draft, standing, { ...arrival, ...place });
  }
  const view = viewOf(state, state.settings, isUnfinished(state));
  carryOut(draft, state.settings, standing, arrival, { view, decision: decideFor(draft, view, arrival) });
}

/** The agent ended the session: its slot is held. One that waits here has no slot and waits no longer. */
export function sessionEnded(draft: Draft, sessionId: string, at: Date): void {
  const standing = standingOf(draft, sessionId);
  const live = liveAssignment(standing);
  if (live) return hold(draft, standing, live, at);
  if (standing.waiting) return leaveList(draft, standing);
  if (!isKnown(standing)) standing.tombstone ??= { sessionId, kind: 'ENDED', at };
}

/** The session is closed: its slot or place is free, and the queue drains. A close before the start is kept for it. */
export function sessionClosed(draft: Draft, sessionId: string, at: Date): void {
  const standing = standingOf(draft, sessionId);
  if (leave(draft, standing, at, 'CLOSED') || isKnown(standing)) return;
  standing.tombstone = standing.tombstone?.kind === 'OVER' ? null : { sessionId, kind: 'CLOSED', at };
}

/** Takes the session off its agent or out of its list; false when it had neither. */
function leave(draft: Draft, standing: Standing, at: Date, reason: ReleaseReason): boolean {
  const live = liveAssignment(standing);
  if (live) {
    release(draft, standing, live, at, reason);
    drain(draft);
    return true;
  }
  const waited = standing.waiting !== null;
  leaveList(draft, standing);
  return waited;
}
