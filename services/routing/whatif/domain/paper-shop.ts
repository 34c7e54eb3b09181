import { newShopChange, type ShopChange } from '../../flight/domain/shop-change';
import { newShopState, type ShopState } from '../../flight/domain/shop-state';
import { openShop } from '../../flight/domain/open-shop';
import { nextTurnAt, refreshDay, refreshReception } from '../../flight/domain/refresh-clock';
import { resumeAgents } from '../../presence/domain/assignment-rate';
import type { Random } from '../../decision/domain/steps/step';
import { refreshWake } from '../../queue/domain/refresh-wake';
import { liveAssignment, type Assignment, type SessionPlacement } from '../../queue/domain/session-placement';

/** A shop that is run by routing's own flights without a database: what it decides is written nowhere. */
export interface PaperShop {
  readonly state: ShopState;
  /** One flight: whoever may move moves before and after what is done. `sessions`: whom it names. */
  fly(now: Date, sessions: readonly string[], run: (change: ShopChange) => void): ShopChange;
  /** What has happened is carried out, and nothing is decided. */
  record(now: Date, sessions: readonly string[], run: (change: ShopChange) => void): ShopChange;
  liveOf(sessionId: string): Assignment | null;
  isWaiting(sessionId: string): boolean;
  /** Whoever has sessions now, with them. */
  held(agentId: string): readonly Assignment[];
  /** When the shop is woken although nothing happens: an opening, a closing, or a wait that is over; null: never. */
  wakeAt(): Date | null;
}

export function paperShop(shopId: string, random: Random, limited: readonly string[]): PaperShop {
  const state = newShopState(shopId, limited);
  const placements = new Map<string, SessionPlacement>();
  const keep = (change: ShopChange): ShopChange => {
    for (const one of change.placements.values()) placements.set(one.sessionId, settled(one));
    state.version = change.version;
    return change;
  };
  const begin = (now: Date, sessions: readonly string[]): ShopChange =>
    newShopChange(state, now, random, { placements: sessions.flatMap((id) => placements.get(id) ?? []) });
  const liveOf = (sessionId: string): Assignment | null => {
    const placement = placements.get(sessionId);
    return placement ? liveAssignment(placement) : null;
  };
  return {
    state,
    fly: (now, sessions, run) => {
      const change = begin(now, sessions);
      openShop(change);
      run(change);
      refreshWake(change);
      return keep(change);
    },
    record: (now, sessions, run) => {
      const change = begin(now, sessions);
      refreshDay(change);
      refreshReception(change);
      resumeAgents(change);
      run(change);
      return keep(change);
    },
    liveOf,
    isWaiting: (sessionId) => Boolean(placements.get(sessionId)?.waiting),
    held: (agentId) => [...placements.keys()].flatMap((id) => liveOf(id) ?? []).filter((live) => live.agentId === agentId),
    wakeAt: () => {
      const times = [nextTurnAt(state), state.storedWakeAt].flatMap((at) => at?.getTime() ?? []);
      return times.length === 0 ? null : new Date(Math.min(...times));
    },
  };
}

/** As the database would have it after the commit. */
const settled = ({ waiting, assignment, tombstone, ...one }: SessionPlacement): SessionPlacement => ({
  ...one,
  ...{ waiting, assignment, tombstone },
  replaced: [],
  stored: { waiting, assignment, tombstone },
});
