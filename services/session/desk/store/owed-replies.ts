import type { Statement, Tx } from '#libs/platform/database/database';
import type { OwedReply } from '../domain/slow-replies';

/* Of the shop's open sessions, by their own index. */
const owed: Statement = {
  name: 'desk-owed',
  text: `SELECT id AS "sessionId", greatest(waiting_since, assigned_at) AS since FROM session
    WHERE shop_id = $1 AND close_reason IS NULL AND waiting_since IS NOT NULL AND agent_id = $2 AND state = 'ACTIVE' ORDER BY since, id LIMIT 1000`,
};

/** The answers that an agent owes, the longest first. */
export const owedReplies = (tx: Tx, shopId: string, agentId: string): Promise<OwedReply[]> => tx.query<OwedReply>(owed, [shopId, agentId]);
