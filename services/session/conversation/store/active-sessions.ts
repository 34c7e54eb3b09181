import type { Statement, Tx } from '#libs/platform/database/database';

const activeSessions: Statement = {
  name: 'agents-active-sessions',
  text: `SELECT s.id FROM unnest($1::uuid[], $2::uuid[]) AS k (agent_id, shop_id) JOIN LATERAL (
    SELECT id FROM session WHERE shop_id = k.shop_id AND close_reason IS NULL AND agent_id = k.agent_id AND state = 'ACTIVE' OFFSET 0) AS s ON true`,
};

/** Ids of the agents' ACTIVE sessions. Agents go rarely, so this reads the shop's open sessions and no index has to follow every assignment. */
export async function activeSessionsOf(
  tx: Tx,
  agents: readonly { readonly agentId: string; readonly shopId: string }[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(activeSessions, [agents.map((agent) => agent.agentId), agents.map((agent) => agent.shopId)]);
  return rows.map((row) => row.id);
}
