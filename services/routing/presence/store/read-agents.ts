import { businessDateAt } from '#libs/calendar/index';
import type { Database, Statement } from '#libs/platform/database/database';
import type { AgentView } from '../domain/agent-view';
import type { Presence } from '../domain/agent';

interface Row {
  readonly account_id: string;
  readonly presence: Presence;
  readonly presence_since: Date | null;
  readonly max_capacity: number | null;
  readonly load: number;
  readonly held: number;
  readonly assigned_today: number;
  readonly counted_on: string | null;
  readonly time_zone: string | null;
}

const columns = `a.account_id, a.presence, a.presence_since, a.max_capacity, a.normal_load + a.over_load AS load, a.held, a.assigned_today,
  a.counted_on::text AS counted_on, s.time_zone`;

const byId: Statement = {
  name: 'routing-read-agents',
  text: `SELECT ${columns} FROM agent a LEFT JOIN shop_copy s ON s.shop_id = a.shop_id WHERE a.shop_id = $1 AND a.account_id = ANY ($2::uuid[])`,
};

const ofShop: Statement = {
  name: 'routing-read-shop-agents',
  text: `SELECT ${columns} FROM agent a JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id
    LEFT JOIN shop_copy s ON s.shop_id = a.shop_id
    WHERE a.shop_id = $1 AND c.has_agent_role AND c.active ORDER BY a.account_id`,
};

const bySeat: Statement = {
  name: 'routing-read-seats',
  text: `SELECT seat, account_id FROM agent WHERE shop_id = $1 AND seat = ANY ($2::int[])`,
};

/** Agents of a shop by account; whoever is none of the shop's is missing. */
export async function readAgents(db: Database, shopId: string, ids: readonly string[], now: Date): Promise<Map<string, AgentView>> {
  const rows = await db.transaction([shopId], (tx) => tx.query<Row>(byId, [shopId, ids]));
  return new Map(rows.map((row) => [row.account_id, viewOf(row, now)]));
}

/** Every account of the shop with the role AGENT, by id. */
export async function readShopAgents(db: Database, shopId: string, now: Date): Promise<AgentView[]> {
  const rows = await db.transaction([shopId], (tx) => tx.query<Row>(ofShop, [shopId]));
  return rows.map((row) => viewOf(row, now));
}

/** The accounts behind seats, as decisions record them. */
export async function readSeats(db: Database, shopId: string, seats: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.transaction([shopId], (tx) => tx.query<{ seat: number; account_id: string }>(bySeat, [shopId, seats]));
  return new Map(rows.map((row) => [row.seat, row.account_id]));
}

/** A count of an earlier date stands in the row until the agent's next assignment. */
const viewOf = (row: Row, now: Date): AgentView => ({
  id: row.account_id,
  presence: row.presence,
  presenceSince: row.presence_since?.toISOString() ?? null,
  load: row.load,
  held: row.held,
  maxCapacity: row.max_capacity,
  autoSuspended: row.max_capacity !== null && row.load >= row.max_capacity,
  assignedToday: row.time_zone !== null && row.counted_on === businessDateAt(now, row.time_zone) ? row.assigned_today : 0,
});
