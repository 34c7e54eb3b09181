import type { Database, Statement, Tx } from '#libs/platform/database/database';
import type { SessionKey } from '../../queue/store/load-placements';

/** A session with an agent who has not ended it. */
export interface RunningSession {
  readonly sessionId: string;
  readonly revision: number;
}

/** What has become of sessions that were running: how many still are, how many went back to routing (RES-81). */
export interface RunningCount {
  readonly running: number;
  readonly returned: number;
}

const running: Statement = {
  name: 'routing-running-sessions',
  text: `SELECT session_id AS "sessionId", revision FROM assignment
    WHERE shop_id = $1 AND agent_id = $2 AND released_at IS NULL AND held_at IS NULL`,
};

const count: Statement = {
  name: 'routing-count-returned',
  text: `SELECT count(*) FILTER (WHERE a.released_at IS NULL AND a.held_at IS NULL)::int AS running,
      count(*) FILTER (WHERE a.release_reason = 'RETURNED')::int AS returned
    FROM unnest($2::uuid[], $3::int[]) AS k (session_id, revision)
    JOIN assignment a ON a.shop_id = $1 AND a.session_id = k.session_id AND a.revision = k.revision`,
};

/** Sessions that some agents of shops are in and have not ended. No statement for no agent. */
const ofAgents: Statement = {
  name: 'routing-sessions-of-agents',
  text: `SELECT a.shop_id AS "shopId", a.session_id AS "sessionId" FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, agent_id)
    JOIN assignment a ON a.shop_id = k.shop_id AND a.agent_id = k.agent_id AND a.released_at IS NULL AND a.held_at IS NULL`,
};

export const readSessionsOf = async (
  tx: Tx,
  agents: readonly { readonly shopId: string; readonly agentId: string }[],
): Promise<SessionKey[]> =>
  agents.length === 0
    ? []
    : tx.query<{ shopId: string; sessionId: string }>(ofAgents, [agents.map(({ shopId }) => shopId), agents.map(({ agentId }) => agentId)]);

export const readRunning = (tx: Tx, shopId: string, agentId: string): Promise<RunningSession[]> =>
  tx.query<{ sessionId: string; revision: number }>(running, [shopId, agentId]);

export async function countRunning(db: Database, shopId: string, sessions: readonly RunningSession[]): Promise<RunningCount> {
  const [row] = await db.transaction([shopId], (tx) =>
    tx.query<{ running: number; returned: number }>(count, [
      shopId,
      sessions.map(({ sessionId }) => sessionId),
      sessions.map(({ revision }) => revision),
    ]),
  );
  return row ?? { running: 0, returned: 0 };
}
