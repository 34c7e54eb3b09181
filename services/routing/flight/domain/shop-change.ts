import type { ScheduleVersion } from '#libs/calendar/index';
import type { Agent } from '../../presence/domain/agent';
import type { Random } from '../../decision/domain/decide-route';
import type { Cause, Outcome, StatusChange } from '../../decision/domain/outcome';
import type { ShopState } from './shop-state';
import { standingFrom, type Standing } from '../../queue/domain/session-placement';
import type { WaitingEntry } from '../../queue/domain/waiting';

/**
 * One shop during a flight: the state that the inputs change, where the sessions concerned stand, and what has to be written and told.
 * `cause` is the input being applied.
 */
export interface Draft {
  readonly state: ShopState;
  /** The version the shop will have: one more than read, and more with each change of presence or capacity, so that these are ordered among outcomes. */
  version: number;
  readonly now: Date;
  readonly random: Random;
  cause: Cause;
  readonly standings: Map<string, Standing>;
  readonly agents: Set<Agent>;
  /** Copies of other services' facts to be written: accounts, versions of the reception hours, the shop's settings. */
  readonly accounts: Set<Agent>;
  readonly reception: Set<ScheduleVersion>;
  settingsChanged: boolean;
  /** Whether the reception gate or its next change is another than stored. */
  doorsMoved: boolean;
  readonly outcomes: Outcome[];
  readonly statuses: StatusChange[];
}

export const noCause: Cause = { id: null, traceparent: null, accountId: null };

export const newDraft = (state: ShopState, now: Date, random: Random, standings: Iterable<Standing> = []): Draft => ({
  state,
  version: state.version + 1,
  now,
  random,
  cause: noCause,
  standings: new Map([...standings].map((standing) => [standing.sessionId, standing])),
  agents: new Set(),
  accounts: new Set(),
  reception: new Set(),
  settingsChanged: false,
  doorsMoved: false,
  outcomes: [],
  statuses: [],
});

/** Where a session stands. The store has read the standing of every session an input names; another one is new to routing or stands in a list. */
export function standingOf(draft: Draft, sessionId: string): Standing {
  const known = draft.standings.get(sessionId);
  if (known) return known;
  const fresh = standingFrom(sessionId);
  draft.standings.set(sessionId, fresh);
  return fresh;
}

/** The standing of a session that was met in a list, not named by an input: unless this flight has put it there, it is stored there. */
export function standingOfEntry(draft: Draft, entry: WaitingEntry): Standing {
  const known = draft.standings.get(entry.sessionId);
  if (known) return known;
  const stored = standingFrom(entry.sessionId, entry.revision, { waiting: entry, assignment: null, tombstone: null });
  draft.standings.set(entry.sessionId, stored);
  return stored;
}

/** Whether there is anything to write. */
export function hasChanges(draft: Draft): boolean {
  const sets = [draft.agents, draft.accounts, draft.reception];
  return (
    draft.settingsChanged ||
    draft.doorsMoved ||
    sets.some((set) => set.size > 0) ||
    draft.outcomes.length > 0 ||
    [...draft.standings.values()].some(hasMoved)
  );
}

export const hasMoved = ({ stored, waiting, assignment, tombstone }: Standing): boolean =>
  waiting !== stored.waiting || assignment !== stored.assignment || tombstone !== stored.tombstone;
