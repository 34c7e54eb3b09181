import { businessDateAt } from '#libs/calendar/index';
import type { Database, Statement } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { agentView, type AgentView } from '../domain/agent-view';
import { agentTable, type AgentRow } from './agent-table';

interface Row extends AgentRow {
  readonly timeZone: string | null;
}

const columns = `${selectList(agentTable, 'a')}, s.time_zone AS "timeZone"`;

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

const byNumber: Statement = {
  name: 'routing-read-agent-numbers',
  text: `SELECT agent_no AS "agentNo", account_id AS "accountId" FROM agent WHERE shop_id = $1 AND agent_no = ANY ($2::int[])`,
};

const nicknames: Statement = {
  name: 'routing-read-nicknames',
  text: `SELECT account_id AS id, nickname FROM account_copy WHERE shop_id = $1 AND account_id = ANY ($2::uuid[]) AND nickname IS NOT NULL`,
};

/** Agents of a shop by account; whoever is none of the shop's is missing. */
export async function readAgents(db: Database, shopId: string, ids: readonly string[], now: Date): Promise<Map<string, AgentView>> {
  const rows = await db.transaction([shopId], (tx) => tx.query<Row>(byId, [shopId, ids]));
  return new Map(rows.map((row) => [row.accountId, viewOf(row, now)]));
}

/** Every account of the shop with the role AGENT, by id. */
export async function readShopAgents(db: Database, shopId: string, now: Date): Promise<AgentView[]> {
  const rows = await db.transaction([shopId], (tx) => tx.query<Row>(ofShop, [shopId]));
  return rows.map((row) => viewOf(row, now));
}

/** The accounts behind agent numbers, as decisions record them. */
export async function readAgentNumbers(db: Database, shopId: string, numbers: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.transaction([shopId], (tx) => tx.query<Pick<AgentRow, 'agentNo' | 'accountId'>>(byNumber, [shopId, numbers]));
  return new Map(rows.map((row) => [row.agentNo, row.accountId]));
}

/** What the accounts are called, those of which it is known. */
export async function readNicknames(db: Database, shopId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.transaction([shopId], (tx) => tx.query<{ id: string; nickname: string }>(nicknames, [shopId, ids]));
  return new Map(rows.map(({ id, nickname }) => [id, nickname]));
}

/** A count of an earlier date stands in the row until the agent's next assignment. */
function viewOf(row: Row, now: Date): AgentView {
  const { accountId: id, timeZone } = row;
  const assignedToday = timeZone !== null && row.countedOn === businessDateAt(now, timeZone) ? row.assignedToday : 0;
  return agentView({ ...row, id, load: row.normalLoad + row.overLoad, assignedToday });
}
