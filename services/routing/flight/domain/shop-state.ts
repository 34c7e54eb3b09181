import { isRoutable, isServiceAccount, newAgent, type Agent } from '../../presence/domain/agent';
import { freeAgents, type FreeAgents } from '../../presence/domain/free-agents';
import type { BusinessDay } from '../../reception/domain/business-day';
import type { Doors, Gate } from '../../reception/domain/gate';
import type { Reception } from '../../reception/domain/reception';
import type { Settings } from '../../copies/domain/settings';
import { byOpening, byQueue } from '../../queue/domain/waiting';
import { waitingList, type WaitingList } from '../../queue/domain/waiting-list';

/** Counts over the accounts that take part, kept with the state so that no decision counts them again. */
export interface Roster {
  /** The service accounts, by seat. */
  readonly service: readonly Agent[];
  readonly routable: number;
  readonly online: number;
  readonly present: number;
}

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
  reception: Reception;
  /** null until evaluated for the flight's instant. */
  gate: Gate | null;
  /** What the gate was when routing last looked: a difference is an opening or a closing. */
  doors: Doors;
  /** When the shop last opened, as far as routing saw it: left messages have waited from then on. */
  openSince: Date | null;
  day: BusinessDay | null;
  /** The running number of the shop's latest assignment. */
  assignmentNo: number;
  nextSeat: number;
  readonly agents: Map<string, Agent>;
  roster: Roster;
  free: FreeAgents;
  readonly queue: WaitingList;
  readonly left: WaitingList;
  readonly pending: WaitingList;
}

/** A shop nobody has heard of yet. */
export const newShopState = (shopId: string): ShopState => ({
  shopId,
  version: 0,
  settings: null,
  reception: [],
  gate: null,
  doors: { open: true, until: null },
  openSince: null,
  day: null,
  assignmentNo: 0,
  nextSeat: 0,
  agents: new Map(),
  roster: { service: [], routable: 0, online: 0, present: 0 },
  free: freeAgents('EVEN', []),
  queue: waitingList(byQueue),
  left: waitingList(byOpening),
  pending: waitingList(byOpening),
});

/** Counts the roster and ranks the free agents anew: after any change but an agent's load. */
export function refreshRoster(state: ShopState): void {
  const agents = [...state.agents.values()];
  const routable = agents.filter(isRoutable);
  state.roster = {
    service: agents.filter(isServiceAccount),
    routable: routable.length,
    online: routable.filter(({ presence }) => presence === 'ONLINE').length,
    present: routable.filter(({ presence }) => presence !== 'OFFLINE').length,
  };
  state.free = freeAgents(state.settings?.policy.assignStrategy ?? 'EVEN', routable);
}

/** The seat of an account, given to it when it is first heard of. */
export function seatOf(state: ShopState, accountId: string): Agent {
  const known = state.agents.get(accountId);
  if (known) return known;
  const agent = newAgent(accountId, state.nextSeat++, state.settings?.policy.defaultMaxCapacity ?? null, state.day?.date ?? null);
  state.agents.set(accountId, agent);
  return agent;
}
