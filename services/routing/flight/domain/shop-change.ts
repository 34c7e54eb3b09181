import type { ScheduleVersion } from '#libs/calendar/index';
import { systemTrigger, type Trigger } from '#libs/contracts/index';
import type { RosterDate, Rosters } from '../../copies/domain/roster-copy';
import type { Outcome } from '../../decision/domain/outcome';
import type { Random } from '../../decision/domain/steps/step';
import type { DeclinedOffer } from '../../offers/domain/declined-offer';
import type { Agent } from '../../presence/domain/agent';
import { statusOf, type StatusChange } from '../../presence/domain/status-change';
import { hasMoved, placementFrom, type SessionPlacement } from '../../queue/domain/session-placement';
import type { WaitingEntry } from '../../queue/domain/waiting-entry';
import type { ShopState } from './shop-state';

/** What a flight changes of one shop: the state that its inputs change, where the sessions concerned are, and what has to be written and told. */
export interface ShopChange {
  readonly state: ShopState;
  /** The version the shop will have: one more than read, and more with each change of presence or capacity, so that these are ordered among outcomes. */
  version: number;
  readonly now: Date;
  readonly random: Random;
  /** Why the input at hand changes something. */
  trigger: Trigger;
  readonly placements: Map<string, SessionPlacement>;
  readonly agents: Set<Agent>;
  /** Copies of other services' facts to be written: accounts, versions of the reception hours, the override, the shop's settings. */
  readonly accounts: Set<Agent>;
  readonly schedules: Set<ScheduleVersion>;
  /** Numbers of planned versions that were taken back. */
  readonly withdrawn: Set<number>;
  /** Who works on the dates about now, where an input asks for it, and on those that this flight heard of: `toldDates`. */
  readonly rosters: Map<string, RosterDate>;
  readonly toldDates: Set<string>;
  overrideChanged: boolean;
  settingsChanged: boolean;
  /** Whether the shop asks for stale presence otherwise than before (RTE-60). */
  staleAskedAnew: boolean;
  /** Why managers' rules are others; null: they are not. */
  rulesChanged: Trigger | null;
  /** Whether the reception state or its next change is another than stored. */
  receptionMoved: boolean;
  /** Whether the shop has to be woken at another instant for those who wait. */
  wakeMoved: boolean;
  /** Agents who are there again, and whose slots were freed: buyers who wait and know them may go to them (RTE-13). */
  readonly cameBack: Set<Agent>;
  readonly freed: Set<Agent>;
  readonly outcomes: Outcome[];
  /** Offers that ended without the agent having the session. */
  readonly declined: DeclinedOffer[];
  readonly statuses: StatusChange[];
}

/** What the store has read for the inputs of a flight. */
export interface ReadForInputs {
  readonly placements?: Iterable<SessionPlacement> | undefined;
  readonly rosters?: Rosters | undefined;
}

export const newShopChange = (
  state: ShopState,
  now: Date,
  random: Random,
  { placements = [], rosters = new Map() }: ReadForInputs = {},
): ShopChange => ({
  state,
  version: state.version + 1,
  now,
  random,
  trigger: systemTrigger(),
  placements: new Map([...placements].map((placement) => [placement.sessionId, placement])),
  agents: new Set(),
  accounts: new Set(),
  schedules: new Set(),
  withdrawn: new Set(),
  rosters: new Map(rosters),
  toldDates: new Set(),
  overrideChanged: false,
  settingsChanged: false,
  staleAskedAnew: false,
  rulesChanged: null,
  receptionMoved: false,
  wakeMoved: false,
  cameBack: new Set(),
  freed: new Set(),
  outcomes: [],
  declined: [],
  statuses: [],
});

/** Where a session is. The store has read this for every session an input names; another one is new to routing or waits in a list. */
export function placementOf(change: ShopChange, sessionId: string): SessionPlacement {
  return known(change, placementFrom(sessionId));
}

/** The placement of a session that was met in a list, not named by an input: unless this flight has put it there, it is stored there. */
export function placementOfEntry(change: ShopChange, entry: WaitingEntry): SessionPlacement {
  return known(change, placementFrom(entry.sessionId, entry.revision, { waiting: entry, assignment: null, tombstone: null }));
}

function known({ placements }: ShopChange, fresh: SessionPlacement): SessionPlacement {
  const found = placements.get(fresh.sessionId);
  if (found) return found;
  placements.set(fresh.sessionId, fresh);
  return fresh;
}

/** Tells a change of presence or capacity, with the agent as it is after it. */
export function tellStatus(
  change: ShopChange,
  agent: Agent,
  what: StatusChange['change'],
  why: Pick<StatusChange, 'reason' | 'device' | 'overrodeLastAgent'>,
): void {
  const { reason, device, overrodeLastAgent } = why;
  change.agents.add(agent);
  change.version += 1;
  const { version: shopVersion, now: since, trigger } = change;
  change.statuses.push({
    shopVersion,
    change: what,
    since,
    status: statusOf(agent),
    reason,
    device,
    trigger,
    ...(overrodeLastAgent && { overrodeLastAgent }),
  });
  change.version += 1;
}

/** Whether there is anything to write. */
export const hasChanges = (change: ShopChange): boolean =>
  change.settingsChanged ||
  change.rulesChanged !== null ||
  change.overrideChanged ||
  change.receptionMoved ||
  change.wakeMoved ||
  [change.agents, change.accounts, change.schedules, change.withdrawn, change.toldDates].some((set) => set.size > 0) ||
  change.outcomes.length > 0 ||
  [...change.placements.values()].some(hasMoved);
