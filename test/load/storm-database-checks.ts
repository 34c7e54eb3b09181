import type { Database, Statement } from '#libs/platform/database/database';
import { isByHand, replayDecision, type KeptDecision } from '#services/routing/decision/domain/replay-decision';

const text = (name: string, sql: string): Statement => ({ name: `storm-${name}`, text: sql });

/** Rows that must not exist once everything is settled: each is a broken promise, named by its first column. */
const forbidden: readonly Statement[] = [
  text('waiting', `SELECT 'still waits ' || session_id AS broken FROM waiting WHERE shop_id = $1`),
  text('live', `SELECT 'still assigned ' || session_id AS broken FROM assignment WHERE shop_id = $1 AND released_at IS NULL`),
  text(
    'twice',
    `SELECT 'assigned twice ' || session_id AS broken FROM assignment WHERE shop_id = $1 GROUP BY session_id HAVING count(*) > 1`,
  ),
  text(
    'loads',
    `SELECT 'load left at ' || account_id AS broken FROM agent WHERE shop_id = $1 AND (normal_load, over_load, held) <> (0, 0, 0)`,
  ),
  text('tombstones', `SELECT 'tombstone of ' || session_id AS broken FROM tombstone WHERE shop_id = $1`),
  text('parked', `SELECT 'parked ' || subject AS broken FROM parked WHERE shop_id = $1`),
  text('counts', `SELECT 'counts left' AS broken FROM shop_state WHERE id = $1 AND (pools <> '{}' OR pending_count > 0 OR sweep_due)`),
  text(
    'above',
    `SELECT DISTINCT 'above capacity at ' || account_id AS broken FROM (
      SELECT a.account_id, a.max_capacity, sum(change) OVER (PARTITION BY a.account_id ORDER BY at, change) AS load
      FROM assignment x JOIN agent a ON a.shop_id = x.shop_id AND a.account_id = x.agent_id
        CROSS JOIN LATERAL (VALUES (x.assigned_at, 1), (x.released_at, -1)) AS moves (at, change)
      WHERE x.shop_id = $1 AND at IS NOT NULL) AS loads WHERE load > max_capacity`,
  ),
  text(
    'undecided',
    `SELECT 'assigned without a decision ' || a.session_id AS broken FROM assignment a LEFT JOIN decision d USING (shop_id, session_id, revision)
      WHERE a.shop_id = $1 AND (d.outcome IS DISTINCT FROM 'ASSIGNED' OR d.agent_id IS DISTINCT FROM a.agent_id)`,
  ),
];

/** Every sentence is a broken promise. Decisions are replayed from what they recorded. */
export async function checkDatabase(routingDb: Database, shopId: string): Promise<string[]> {
  return routingDb.transaction([shopId], async (tx) => {
    const found: string[] = [];
    for (const statement of forbidden) found.push(...(await tx.query<{ broken: string }>(statement, [shopId])).map(({ broken }) => broken));
    const agents = await tx.query<{ agent_no: number; account_id: string }>(
      text('agents', 'SELECT agent_no, account_id FROM agent WHERE shop_id = $1'),
      [shopId],
    );
    const accounts = new Map(agents.map((row) => [row.agent_no, row.account_id]));
    for (const row of await tx.query<KeptDecision>(decisions, [shopId]))
      if (!isByHand(row) && replayDecision(row, (agentNo) => accounts.get(agentNo) ?? ''))
        found.push(`decision ${row.id} replays differently`);
    return found;
  });
}

const decisions = text(
  'decisions',
  'SELECT id, session_id AS "sessionId", outcome, inputs, candidates, rule, cause, agent_id AS "agentId" FROM decision WHERE shop_id = $1',
);

const idle = text(
  'idle',
  `SELECT s.id FROM shop_state s WHERE s.id = ANY ($1::uuid[])
    AND EXISTS (SELECT FROM waiting w WHERE w.shop_id = s.id AND w.kind = 'QUEUED')
    AND EXISTS (SELECT FROM agent a WHERE a.shop_id = s.id AND a.presence = 'ONLINE' AND a.normal_load + a.over_load < a.max_capacity)`,
);

/** Shops in which, by one look at the committed rows, somebody waits beside a free agent: never any, since each transaction drains to the end. */
export const idleShops = async (routingDb: Database, shopIds: readonly string[]): Promise<string[]> =>
  (await routingDb.transaction(shopIds, (tx) => tx.query<{ id: string }>(idle, [shopIds]))).map(({ id }) => id);
