import type { Statement, Tx } from '#libs/platform/database/database';

/** An agent's presence as routing last told it. `shopVersion` orders it; `wentOffline` marks a change to OFFLINE. */
export interface PresenceFact {
  readonly agentId: string;
  readonly shopId: string;
  readonly presence: string;
  readonly since: Date;
  readonly shopVersion: number;
  readonly offlineVersion: number | null;
}

const save: Statement = {
  name: 'agent-copies-save',
  text: `INSERT INTO agent_copy AS c (agent_id, shop_id, presence, since, shop_version, offline_version)
    SELECT agent_id, shop_id, presence, since, shop_version, offline_version FROM json_populate_recordset(NULL::agent_copy, $1::json) ORDER BY agent_id
    ON CONFLICT (agent_id) DO UPDATE SET
      presence = CASE WHEN c.shop_version < excluded.shop_version THEN excluded.presence ELSE c.presence END,
      since = CASE WHEN c.shop_version < excluded.shop_version THEN excluded.since ELSE c.since END,
      shop_version = greatest(c.shop_version, excluded.shop_version),
      offline_version = greatest(c.offline_version, excluded.offline_version)`,
};

const lock: Statement = {
  name: 'agent-copies-lock',
  text: `INSERT INTO agent_copy AS c (agent_id, shop_id, shop_version)
    SELECT agent_id, shop_id, 0 FROM unnest($1::uuid[], $2::uuid[]) AS k (agent_id, shop_id) ORDER BY agent_id
    ON CONFLICT (agent_id) DO UPDATE SET shop_version = c.shop_version RETURNING agent_id, offline_version`,
};

const activeSessions: Statement = {
  name: 'agents-active-sessions',
  text: `SELECT s.id FROM unnest($1::uuid[], $2::uuid[]) AS k (agent_id, shop_id) JOIN LATERAL (
    SELECT id FROM session WHERE shop_id = k.shop_id AND close_reason IS NULL AND agent_id = k.agent_id AND state = 'ACTIVE' OFFSET 0) AS s ON true`,
};

/** Stores presences, one per agent, in order of id; holds the agents' rows until the commit. */
export async function savePresences(tx: Tx, facts: readonly PresenceFact[]): Promise<void> {
  const rows = facts.map((fact) => ({
    agent_id: fact.agentId,
    shop_id: fact.shopId,
    presence: fact.presence,
    since: fact.since,
    shop_version: fact.shopVersion,
    offline_version: fact.offlineVersion,
  }));
  await tx.query(save, [JSON.stringify(rows)]);
}

/**
 * The versions at which these agents last went OFFLINE, null = never. The rows are held, and made where missing: an assignment and an OFFLINE
 * that arrive at two processes at once meet here, so that one of them sees the other (RTE-61).
 */
export async function lockAgents(
  tx: Tx,
  agents: readonly { readonly agentId: string; readonly shopId: string }[],
): Promise<ReadonlyMap<string, number | null>> {
  if (agents.length === 0) return new Map();
  const rows = await tx.query<{ agent_id: string; offline_version: number | null }>(lock, [
    agents.map((agent) => agent.agentId),
    agents.map((agent) => agent.shopId),
  ]);
  return new Map(rows.map((row) => [row.agent_id, row.offline_version]));
}

/** Ids of the agents' ACTIVE sessions. Going OFFLINE is rare, so it reads the shop's open sessions and no index has to follow every assignment. */
export async function activeSessionsOf(
  tx: Tx,
  agents: readonly { readonly agentId: string; readonly shopId: string }[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(activeSessions, [agents.map((agent) => agent.agentId), agents.map((agent) => agent.shopId)]);
  return rows.map((row) => row.id);
}
