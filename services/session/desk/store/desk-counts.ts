import type { Statement, Tx } from '#libs/platform/database/database';

/** How many sessions the lists of a desk have. */
export interface DeskCounts {
  readonly offeredToMe: number;
  readonly mine: number;
  readonly waitingForMe: number;
  readonly queue: number;
  readonly leftMessages: number;
  readonly ending: number;
  readonly endedToday: number;
}

/* One look at the shop's open sessions, and one at those of the agent that closed today, each by an index of its own. */
const counts: Statement = {
  name: 'desk-counts',
  text: `SELECT count(*) FILTER (WHERE state = 'ACTIVE' AND agent_id = $2) AS mine,
      count(*) FILTER (WHERE state = 'ACTIVE' AND agent_id = $2 AND waiting_since IS NOT NULL) AS "waitingForMe",
      count(*) FILTER (WHERE state = 'QUEUED') AS queue,
      count(*) FILTER (WHERE state = 'QUEUED' AND offered_to = $2) AS "offeredToMe",
      count(*) FILTER (WHERE state = 'LEFT_MESSAGE') AS "leftMessages",
      count(*) FILTER (WHERE state = 'ENDING' AND agent_id = $2) AS ending,
      count(*) FILTER (WHERE state = 'ENDING' AND agent_id = $2 AND ended_at >= $3)
        + (SELECT count(*) FROM session WHERE shop_id = $1 AND agent_id = $2 AND closed_at >= $3) AS "endedToday"
    FROM session WHERE shop_id = $1 AND close_reason IS NULL`,
};

/** The counts of an account's desk; `null` has no sessions of its own. */
export async function countDesk(tx: Tx, shopId: string, account: string | null, today: Date): Promise<DeskCounts> {
  const [found] = await tx.query<DeskCounts>(counts, [shopId, account, today]);
  if (!found) throw new Error('A count answered nothing');
  return found;
}
