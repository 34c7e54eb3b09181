import { resolvePolicy, type ShopPolicy } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { unknownAccount, type Agent, type Presence } from '../../presence/domain/agent';
import type { Settings } from '../../copies/domain/settings';
import { newShopState, refreshRoster, type ShopState } from '../domain/shop-state';
import { loadFronts } from '../../queue/store/load-fronts';
import type { ShopRow } from './lock-shops';
import { readReception } from '../../copies/store/schedule-copy';

interface SettingsRow {
  readonly shop_id: string;
  readonly version: number;
  readonly policy_version: number | null;
  readonly policy: Partial<ShopPolicy>;
  readonly time_zone: string;
  readonly owner_id: string | null;
  readonly holiday_mode: { readonly from: string; readonly to: string | null } | null;
}

interface AgentRow {
  readonly shop_id: string;
  readonly account_id: string;
  readonly seat: number;
  readonly presence: Presence;
  readonly presence_since: Date | null;
  readonly max_capacity: number | null;
  readonly capacity_chosen: boolean;
  readonly ceiling: number | null;
  readonly normal_load: number;
  readonly over_load: number;
  readonly held: number;
  readonly assigned_today: number;
  readonly counted_on: string | null;
  readonly last_assigned_at: Date | null;
  readonly last_no: number;
  readonly account_version: number | null;
  readonly has_agent_role: boolean;
  readonly im_enabled: boolean;
  readonly no_routing: boolean;
  readonly active: boolean;
}

const settings: Statement = {
  name: 'routing-load-settings',
  text: `SELECT shop_id, version, policy_version, policy, time_zone, owner_id, holiday_mode FROM shop_copy WHERE shop_id = ANY ($1::uuid[])`,
};

const agents: Statement = {
  name: 'routing-load-agents',
  text: `SELECT a.shop_id, a.account_id, a.seat, a.presence, a.presence_since, a.max_capacity, a.capacity_chosen, a.ceiling, a.normal_load, a.over_load,
      a.held, a.assigned_today, a.counted_on::text AS counted_on, a.last_assigned_at, a.last_no,
      c.version AS account_version, c.has_agent_role, c.im_enabled, c.no_routing, c.active
    FROM agent a LEFT JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id
    WHERE a.shop_id = ANY ($1::uuid[]) ORDER BY a.shop_id, a.seat`,
};

/** Reads shops whose copies are missing or stale, under their locks. */
export async function loadShops(tx: Tx, rows: readonly ShopRow[]): Promise<ShopState[]> {
  const ids = rows.map((row) => row.id);
  const [settingRows, agentRows, reception] = await Promise.all([
    tx.query<SettingsRow>(settings, [ids]),
    tx.query<AgentRow>(agents, [ids]),
    readReception(tx, ids),
  ]);
  const states = new Map(rows.map((row) => [row.id, stateOf(row)]));
  for (const row of settingRows) states.get(row.shop_id)!.settings = settingsOf(row);
  for (const row of agentRows) states.get(row.shop_id)!.agents.set(row.account_id, agentOf(row));
  for (const [shopId, versions] of reception) states.get(shopId)!.reception = versions;
  const loaded = [...states.values()];
  loaded.forEach(refreshRoster);
  await loadFronts(tx, loaded);
  return loaded;
}

function stateOf(row: ShopRow): ShopState {
  const state = newShopState(row.id);
  state.version = row.version;
  state.assignmentNo = row.assignment_no;
  state.nextSeat = row.next_seat;
  state.doors = { open: row.gate_open, until: row.gate_until };
  state.openSince = row.open_since;
  state.queue.total = row.waiting_count;
  state.left.total = row.left_count;
  state.pending.total = row.pending_count;
  return state;
}

const settingsOf = (row: SettingsRow): Settings => ({
  version: row.version,
  policyVersion: row.policy_version,
  policy: resolvePolicy(row.policy),
  timeZone: row.time_zone,
  ownerId: row.owner_id,
  holidayMode: row.holiday_mode && {
    from: new Date(row.holiday_mode.from),
    to: row.holiday_mode.to === null ? null : new Date(row.holiday_mode.to),
  },
});

const agentOf = (row: AgentRow): Agent => ({
  id: row.account_id,
  seat: row.seat,
  account:
    row.account_version === null
      ? unknownAccount
      : {
          version: row.account_version,
          hasAgentRole: row.has_agent_role,
          imEnabled: row.im_enabled,
          noRouting: row.no_routing,
          active: row.active,
        },
  presence: row.presence,
  presenceSince: row.presence_since,
  maxCapacity: row.max_capacity,
  capacityChosen: row.capacity_chosen,
  ceiling: row.ceiling,
  load: row.normal_load + row.over_load,
  overLoad: row.over_load,
  held: row.held,
  assignedToday: row.assigned_today,
  countedOn: row.counted_on,
  lastAssignedAt: row.last_assigned_at,
  lastNo: row.last_no,
});
