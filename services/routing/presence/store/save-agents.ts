import type { Statement, Tx } from '#libs/platform/database/database';
import { instantText } from '../../flight/store/instant-text';
import { normalLoad, type Agent } from '../domain/agent';

export interface AgentOfShop {
  readonly shopId: string;
  readonly agent: Agent;
}

const save: Statement = {
  name: 'routing-save-agents',
  text: `INSERT INTO agent (shop_id, account_id, seat, presence, presence_since, max_capacity, capacity_chosen, ceiling, normal_load, over_load, held,
      assigned_today, counted_on, last_assigned_at, last_no)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::timestamptz[], $6::int[], $7::boolean[], $8::int[], $9::int[], $10::int[],
      $11::int[], $12::int[], $13::date[], $14::timestamptz[], $15::bigint[])
    ON CONFLICT (shop_id, account_id) DO UPDATE SET presence = excluded.presence, presence_since = excluded.presence_since,
      max_capacity = excluded.max_capacity, capacity_chosen = excluded.capacity_chosen, ceiling = excluded.ceiling, normal_load = excluded.normal_load,
      over_load = excluded.over_load, held = excluded.held, assigned_today = excluded.assigned_today, counted_on = excluded.counted_on,
      last_assigned_at = excluded.last_assigned_at, last_no = excluded.last_no`,
};

const saveAccounts: Statement = {
  name: 'routing-save-accounts',
  text: `INSERT INTO account_copy (shop_id, account_id, version, has_agent_role, im_enabled, no_routing, active)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[], $5::boolean[], $6::boolean[], $7::boolean[])
    ON CONFLICT (shop_id, account_id) DO UPDATE SET version = excluded.version, has_agent_role = excluded.has_agent_role,
      im_enabled = excluded.im_enabled, no_routing = excluded.no_routing, active = excluded.active`,
};

/** Writes the agents a flight has touched. The table's checks refuse a load that no rule allows. */
export function saveAgents(tx: Tx, rows: readonly AgentOfShop[]): void {
  if (rows.length === 0) return;
  const column = <V>(of: (agent: Agent) => V): V[] => rows.map(({ agent }) => of(agent));
  tx.send(save, [
    rows.map(({ shopId }) => shopId),
    column((agent) => agent.id),
    column((agent) => agent.seat),
    column((agent) => agent.presence),
    column((agent) => instantText(agent.presenceSince)),
    column((agent) => agent.maxCapacity),
    column((agent) => agent.capacityChosen),
    column((agent) => agent.ceiling),
    column(normalLoad),
    column((agent) => agent.overLoad),
    column((agent) => agent.held),
    column((agent) => agent.assignedToday),
    column((agent) => agent.countedOn),
    column((agent) => instantText(agent.lastAssignedAt)),
    column((agent) => agent.lastNo),
  ]);
}

/** Writes the copies of accounts that have a newer snapshot. */
export function saveAccountCopies(tx: Tx, rows: readonly AgentOfShop[]): void {
  if (rows.length === 0) return;
  const column = <V>(of: (agent: Agent) => V): V[] => rows.map(({ agent }) => of(agent));
  tx.send(saveAccounts, [
    rows.map(({ shopId }) => shopId),
    column((agent) => agent.id),
    column((agent) => agent.account.version),
    column((agent) => agent.account.hasAgentRole),
    column((agent) => agent.account.imEnabled),
    column((agent) => agent.account.noRouting),
    column((agent) => agent.account.active),
  ]);
}
