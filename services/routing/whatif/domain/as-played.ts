import type { Settings } from '../../copies/domain/settings';
import type { ShopChange } from '../../flight/domain/shop-change';
import { agentOf } from '../../flight/domain/shop-state';
import { assignSession, releaseSession, transferToAgent, transferToGroup } from '../../handover/domain/hand-over';
import { changePresence } from '../../presence/domain/set-presence';
import { drain } from '../../queue/domain/drain';
import { humanRequested, type HumanRequest } from '../../queue/domain/human-requested';
import { groupOfPool } from '../../queue/domain/pools';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionEnded } from '../../queue/domain/session-ended';
import { sessionReturned } from '../../queue/domain/session-returned';
import { sessionStarted } from '../../queue/domain/session-started';
import { setCapacityTo } from './as-recorded';
import { carryFact } from './carry-facts';
import type { Due } from './due-list';
import type { Happening } from './happening';
import type { PaperShop } from './paper-shop';
import type { ServiceTimes } from './service-times';
import type { Piece, Story } from './stories';

export interface Playing {
  readonly shop: PaperShop;
  readonly times: ServiceTimes;
  readonly stories: ReadonlyMap<string, Story>;
  /** The shop's settings, as the replay changes them. */
  readonly edited: (settings: Settings) => Settings;
  /** Agents whose capacity the replay has set. */
  readonly keptCapacities: ReadonlySet<string>;
  readonly heard: (change: ShopChange) => void;
}

/** What people did by hand on the day they do on paper. */
const manager = { accountId: null, isManager: true };

/** Sessions that stay with an agent who goes OFFLINE (RES-25). */
const stays = ['OFFLINE_LIST', 'OWNER', 'PROXY', 'MANUAL'];

/** How far what follows from going OFFLINE may be behind it in the log. */
const followsWithinMs = 10_000;

/** What is played, and how a flight of it goes. */
interface Stage extends Playing {
  fly(nowMs: number, sessions: readonly string[], run: (change: ShopChange) => void): ShopChange;
}

/** Plays what comes from outside, and what is due, by routing's own decisions. */
export function playedSteps(playing: Playing) {
  const { shop, times, heard } = playing;
  const stage: Stage = {
    ...playing,
    fly: (nowMs, sessions, run) => {
      const change = shop.fly(new Date(nowMs), sessions, run);
      for (const { sessionId, route } of change.outcomes) {
        if (route.outcome === 'assigned') times.begin(sessionId, nowMs, route.cause);
        else times.interrupt(sessionId, nowMs);
      }
      heard(change);
      return change;
    },
  };
  return {
    happen: (one: Happening): void => happen(stage, one),
    fallDue: (due: Due): void => fallDue(stage, due),
    fly: (nowMs: number, run: (change: ShopChange) => void = () => undefined): void => void stage.fly(nowMs, [], run),
  };
}

function happen(stage: Stage, one: Happening): void {
  const { shop, fly } = stage;
  switch (one.kind) {
    case 'arrival': {
      const { arrival, reentryOf } = one;
      const named = [arrival.sessionId, ...(reentryOf === null ? [] : [reentryOf])];
      return void fly(one.atMs, named, (change) => sessionStarted(change, arrival, reentryOf));
    }
    case 'human':
      return void fly(one.atMs, [one.request.sessionId], (change) => humanRequested(change, asOnPaper(one.request)));
    case 'presence':
      return one.follows ? undefined : setPresence(stage, one);
    case 'capacity':
      return one.follows || stage.keptCapacities.has(one.agentId) ? undefined : setCapacity(stage, one);
    case 'closed':
      if (stage.stories.get(one.sessionId)?.leftMs !== one.atMs || shop.liveOf(one.sessionId)) return;
      return void fly(one.atMs, [one.sessionId], (change) => sessionClosed(change, one.sessionId, change.now));
    case 'routed': {
      const { sessionId, cause } = one.event.value;
      if (one.event.type !== 'assigned' || cause !== 'MANUAL' || !shop.isWaiting(sessionId)) return;
      const { agentId } = one.event.value;
      return void fly(one.atMs, [sessionId], (change) => void assignSession(change, sessionId, agentId, manager));
    }
    case 'ended':
    case 'returned':
      return;
    default:
      return void fly(one.atMs, [], (change) => void carryFact(change, one, stage.edited));
  }
}

/** On paper there may have been another number of outcomes. */
const asOnPaper = (request: HumanRequest): HumanRequest => ({ ...request, revision: Number.MAX_SAFE_INTEGER });

function setCapacity({ fly }: Stage, { atMs, agentId, to }: Extract<Happening, { kind: 'capacity' }>): void {
  fly(atMs, [], (change) => {
    setCapacityTo(change, agentId, to, true);
    drain(change);
  });
}

/** What an agent who goes OFFLINE has on paper and had not on the day returns to routing at once. */
function setPresence(stage: Stage, { atMs, agentId, to }: Extract<Happening, { kind: 'presence' }>): void {
  const { shop, times, fly } = stage;
  fly(atMs, [], (change) => {
    changePresence(change, agentOf(change.state, agentId), to, { reason: null, device: null });
    drain(change);
  });
  if (to !== 'OFFLINE') return;
  for (const { sessionId, heldAt } of shop.held(agentId)) {
    const isTold = times.pieceOf(sessionId)?.agentId === agentId && times.endsAt(sessionId) <= atMs + followsWithinMs;
    if (heldAt === null && !isTold && !stays.includes(times.causeOf(sessionId)))
      giveBack(stage, { sessionId, agentId, atMs, sinceMs: atMs });
  }
}

interface Back {
  readonly sessionId: string;
  readonly agentId: string;
  readonly atMs: number;
  /** Since when the buyer waits for an answer. */
  readonly sinceMs: number;
}

function giveBack({ times, fly }: Stage, { sessionId, agentId, atMs, sinceMs }: Back): void {
  const back = { sessionId, agentId, returnedAt: new Date(atMs), waitingSince: new Date(sinceMs) };
  times.interrupt(sessionId, atMs);
  fly(atMs, [sessionId], (change) => sessionReturned(change, back));
}

function fallDue(stage: Stage, { sessionId, kind, atMs }: Due): void {
  const { times, fly } = stage;
  const piece = times.pieceOf(sessionId);
  if (kind === 'HOLD') return void fly(atMs, [sessionId], (change) => sessionEnded(change, sessionId, change.now));
  if (piece && piece.end?.kind !== 'CLOSED') return endPart(stage, sessionId, piece, atMs);
  fly(atMs, [sessionId], (change) => sessionClosed(change, sessionId, change.now));
}

/** An agent's part of a session is over as it was on the day; where another agent has it on paper, that one goes on with the next part. */
function endPart(stage: Stage, sessionId: string, { agentId, end, ms }: Piece, atMs: number): void {
  const { shop, times, fly } = stage;
  times.next(sessionId);
  const isHis = shop.liveOf(sessionId)?.agentId === agentId;
  if (isHis && end?.kind === 'RETURNED') return giveBack(stage, { sessionId, agentId, atMs, sinceMs: atMs - ms + end.waitingAfterMs });
  const change = fly(atMs, [sessionId], (one) => {
    if (isHis && end?.kind === 'TRANSFERRED') transferToAgent(one, sessionId, end.agentId, manager, null);
    if (isHis && end?.kind === 'RELEASED') release(one, sessionId, groupOfPool(end.pool ?? ''));
  });
  if (!change.outcomes.some((outcome) => outcome.sessionId === sessionId)) times.begin(sessionId, atMs, times.causeOf(sessionId));
}

function release(change: ShopChange, sessionId: string, groupId: string | null): void {
  if (groupId === null) releaseSession(change, sessionId, manager, null);
  else transferToGroup(change, sessionId, groupId, manager, null);
}
