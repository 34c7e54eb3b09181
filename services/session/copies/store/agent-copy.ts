import type { Statement, Tx } from '#libs/platform/database/database';
import { bigint, instant, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';

/** An agent's presence as routing last told it. `shopVersion` orders it; `offlineVersion` is the one at which they last went OFFLINE. */
export const agentCopyTable = table('agent_copy', {
  agentId: uuid().key(),
  shopId: uuid().fixed(),
  presence: text().null(),
  since: instant().null(),
  shopVersion: bigint(),
  offlineVersion: bigint().null(),
});

export type AgentCopy = RowOf<typeof agentCopyTable>;

/** The agents of events. */
export type AgentKey = Pick<AgentCopy, 'agentId' | 'shopId'>;

/* Presence and OFFLINE have orders of their own: an older event may still bring the newer OFFLINE. The rows are there, `lockAgents` made them. */
const save: Statement = {
  name: 'agent-copies-save',
  text: insertRows(agentCopyTable, { name: '' }).text.concat(` ON CONFLICT (agent_id) DO UPDATE SET
    presence = CASE WHEN t.shop_version < excluded.shop_version THEN excluded.presence ELSE t.presence END,
    since = CASE WHEN t.shop_version < excluded.shop_version THEN excluded.since ELSE t.since END,
    shop_version = greatest(t.shop_version, excluded.shop_version),
    offline_version = greatest(t.offline_version, excluded.offline_version) RETURNING t.agent_id AS "agentId", t.offline_version AS "offlineVersion"`),
};

const lock: Statement = {
  name: 'agent-copies-lock',
  text: `INSERT INTO agent_copy AS t (agent_id, shop_id, shop_version)
    SELECT agent_id, shop_id, 0 FROM unnest($1::uuid[], $2::uuid[]) AS k (agent_id, shop_id) ORDER BY shop_id, agent_id
    ON CONFLICT (agent_id) DO UPDATE SET shop_version = t.shop_version RETURNING t.agent_id AS "agentId", t.offline_version AS "offlineVersion"`,
};

type Offline = Pick<AgentCopy, 'agentId' | 'offlineVersion'>;

/**
 * Holds the agents' rows until the commit, in one order, and makes those that are missing; then stores the presences told of them.
 * Answers the versions at which they last went OFFLINE, null = never. An assignment and an OFFLINE that arrive at two processes at once meet
 * here, so that one of them sees the other (RTE-61).
 */
export async function lockAgents(
  tx: Tx,
  agents: readonly AgentKey[],
  presences: readonly AgentCopy[],
): Promise<ReadonlyMap<string, number | null>> {
  if (agents.length === 0) return new Map();
  const held = tx.query<Offline>(lock, [agents.map((agent) => agent.agentId), agents.map((agent) => agent.shopId)]);
  const told = presences.length > 0 ? tx.query<Offline>(save, [jsonRows(presences)]) : Promise.resolve([]);
  const rows = (await Promise.all([held, told])).flat();
  return new Map(rows.map((row) => [row.agentId, row.offlineVersion]));
}
