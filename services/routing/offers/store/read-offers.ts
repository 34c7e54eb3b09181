import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { assignmentTable, type AssignmentRow } from '../../queue/store/assignment-table';
import { isOffered, type Offered } from '../../queue/domain/session-placement';

/** By the index `assignment_of_agent`. */
const read: Statement = {
  name: 'routing-read-offers',
  text: `SELECT ${selectList(assignmentTable)} FROM assignment WHERE shop_id = ANY ($1::uuid[]) AND released_at IS NULL AND offer IS NOT NULL`,
};

const ofAgents: Statement = {
  name: 'routing-read-offers-of-agents',
  text: `SELECT ${selectList(assignmentTable)} FROM assignment
    WHERE shop_id = $1 AND agent_id = ANY ($2::uuid[]) AND released_at IS NULL AND offer IS NOT NULL ORDER BY assigned_at, session_id`,
};

/** The offers of shops that are not answered yet. No statement for no shop. */
export async function readOffers(tx: Tx, shopIds: readonly string[]): Promise<Map<string, Offered[]>> {
  return shopIds.length === 0 ? new Map() : byShop(await tx.query<AssignmentRow>(read, [shopIds]));
}

/** The same of some agents of a shop, by agent, in the order they were made. */
export async function readOffersByAgent(db: Database, shopId: string, agentIds: readonly string[]): Promise<Map<string, Offered[]>> {
  const rows = await db.transaction([shopId], (tx) => tx.query<AssignmentRow>(ofAgents, [shopId, agentIds]));
  const byAgent = new Map<string, Offered[]>(agentIds.map((id) => [id, []]));
  for (const offered of byShop(rows).get(shopId) ?? []) byAgent.get(offered.agentId)?.push(offered);
  return byAgent;
}

function byShop(rows: readonly AssignmentRow[]): Map<string, Offered[]> {
  const shops = new Map<string, Offered[]>();
  for (const { shopId, ...assignment } of rows) {
    if (!isOffered(assignment)) continue;
    const mine = shops.get(shopId);
    if (mine) mine.push(assignment);
    else shops.set(shopId, [assignment]);
  }
  return shops;
}
