import type { ScheduleVersion } from '#libs/calendar/index';
import { noOverride, type OverrideCopy } from '../../copies/domain/override-copy';
import type { Rosters } from '../../copies/domain/roster-copy';
import type { Settings } from '../../copies/domain/settings';
import { newAgent, type Agent } from '../../presence/domain/agent';
import { rosterOf, type Roster, type RosterTerms } from '../../presence/domain/roster';
import { reachedMembers } from '../../queue/domain/overflow';
import { qualifiedFor, reachAt } from '../../queue/domain/reach';
import { termsOf } from '../../queue/domain/pool-terms';
import { membersOf, newPool, type Pool } from '../../queue/domain/pools';
import type { Offered } from '../../queue/domain/session-placement';
import type { Strays } from '../../queue/domain/stray-list';
import { byOpening } from '../../queue/domain/waiting-entry';
import { waitingList, type WaitingList } from '../../queue/domain/waiting-list';
import type { BusinessDay } from '../../reception/domain/business-day';
import { noRules, type RoutingRules } from '../../rules/domain/routing-rules';
import { offDuty, rulesOnDuty, type OpenNow } from '../../reception/domain/duty';
import { isGroupOpen, type GroupHours } from '../../reception/domain/group-hours';
import type { ReceptionState, StoredReception } from '../../reception/domain/reception-state';

/**
 * One shop as a flight changes it: the rows of the database plus what is derived from them. It is a copy: valid only while its `version` is the
 * row's, and thrown away when a flight does not commit.
 */
export interface ShopState {
  readonly shopId: string;
  /** The version read; a flight writes `version + 1`. */
  version: number;
  /** null until the shop's first snapshot came: sessions are PENDING until then. */
  settings: Settings | null;
  /** What managers have set up of routing. */
  rules: RoutingRules;
  /** Features that only shops on their list have (RTE-46); the same for all shops. */
  readonly limited: readonly string[];
  /** Every version of the reception hours that was saved, planned ones included. */
  schedules: readonly ScheduleVersion[];
  override: OverrideCopy;
  /** null until evaluated for the flight's instant. */
  reception: ReceptionState | null;
  /** What it was when routing last looked. */
  storedReception: StoredReception;
  /** When the shop is woken because time alone moves somebody who waits; null where nobody is so moved. */
  storedWakeAt: Date | null;
  /** When the shop last opened, as far as routing saw it: left messages have waited from then on. */
  openSince: Date | null;
  /** Whether groups that have hours of their own receive, by group; empty in nearly every shop. */
  groupHours: ReadonlyMap<string, GroupHours>;
  day: BusinessDay | null;
  /** The running number of the shop's latest assignment. */
  assignmentNo: number;
  nextAgentNo: number;
  readonly agents: Map<string, Agent>;
  /** Who works on the dates about now; empty where nothing the shop has set up asks for it. */
  rosters: Rosters;
  /** Agents whose shift is about to end, and when their talks were last handed over. */
  leaving: ReadonlySet<Agent>;
  handedOverAt: Date | null;
  /** Offers that are not answered yet, by session. */
  readonly offers: Map<string, Offered>;
  roster: Roster;
  /** Agents who have had as many new sessions lately as the shop wants, and until when. */
  readonly paused: Map<Agent, number>;
  /** Agents kept for those who wait for several slots; found anew with each drain. */
  readonly kept: Set<Agent>;
  /** null: to be looked for anew. */
  strays: Strays | null;
  readonly pools: Map<string, Pool>;
  readonly pending: WaitingList;
}

/** A shop nobody has heard of yet. */
export const newShopState = (shopId: string, limited: readonly string[] = []): ShopState => ({
  shopId,
  version: 0,
  settings: null,
  rules: noRules,
  limited,
  schedules: [],
  override: noOverride,
  reception: null,
  storedReception: { open: true, until: null },
  storedWakeAt: null,
  openSince: null,
  groupHours: new Map(),
  day: null,
  assignmentNo: 0,
  nextAgentNo: 0,
  agents: new Map(),
  rosters: new Map(),
  leaving: new Set(),
  handedOverAt: null,
  offers: new Map(),
  roster: rosterOf([], 'EVEN', byRules(noRules)),
  paused: new Map(),
  kept: new Set(),
  strays: null,
  pools: new Map(),
  pending: waitingList(byOpening),
});

/** Whether the shop receives by its own hours. */
export const isOpenNow = ({ reception, storedReception }: Pick<ShopState, 'reception' | 'storedReception'>): boolean =>
  reception?.open ?? storedReception.open;

/** What of the shop is open. */
export const openNow = (state: ShopState): OpenNow => ({
  shop: isOpenNow(state),
  groups: new Map([...state.groupHours].map(([id, hours]) => [id, isGroupOpen(hours)])),
});

/** Counts and ranks the agents anew: after any change but an agent's load. */
export function refreshRoster(state: ShopState): void {
  const { agents, settings, rules } = state;
  const open = openNow(state);
  state.roster = rosterOf(agents.values(), settings?.policy.assignStrategy ?? 'EVEN', {
    ...byRules(rules, open),
    offDuty: offDuty(rules, settings?.policy ?? null, open),
  });
}

/** Who may take sessions from which pool, and what these ask of them. */
function byRules(rules: RoutingRules, open?: OpenNow): Pick<RosterTerms, 'membersOf' | 'termsOf' | 'reachedOf' | 'qualifiedFor'> {
  const acting = open ? rulesOnDuty(rules, open) : rules;
  return {
    membersOf: (pool) => membersOf(pool, acting),
    termsOf: (pool) => termsOf(pool, rules),
    reachedOf: (pool, stage) => reachedMembers(pool, acting.groups, reachAt(pool, rules, stage).groups),
    qualifiedFor: (pool, stage) => qualifiedFor(pool, rules, stage),
  };
}

/** The agent of an account, with a number of its own when it is first heard of. */
export function agentOf(state: ShopState, accountId: string): Agent {
  const known = state.agents.get(accountId);
  if (known) return known;
  const agent = newAgent(accountId, state.nextAgentNo++, state.settings?.policy.defaultMaxCapacity ?? null, state.day?.date ?? null);
  state.agents.set(accountId, agent);
  return agent;
}

/** The pool of that key; one in which nobody has waited yet is empty. */
export function poolAt(state: ShopState, key: string): Pool {
  const known = state.pools.get(key);
  if (known) return known;
  const pool = newPool(key);
  state.pools.set(key, pool);
  return pool;
}

/** How many wait in all pools. */
export function waitingTotals({ pools }: ShopState): { readonly queued: number; readonly left: number } {
  let queued = 0;
  let left = 0;
  for (const pool of pools.values()) {
    queued += pool.queue.total;
    left += pool.left.total;
  }
  return { queued, left };
}
