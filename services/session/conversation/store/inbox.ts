import type { Statement, Tx } from '#libs/platform/database/database';
import type { OrderStatus } from '../../orders/domain/order-status';
import { cameFor } from './came-for';

export interface InboxFilter {
  readonly shopId: string;
  readonly agentId: string;
  /** null: all of them. */
  readonly among: readonly string[] | null;
  /** What their buyers came for (RTE-63); null: whatever. */
  readonly orderStatuses: readonly OrderStatus[] | null;
  readonly most: number;
}

const order = `AND close_reason IS NULL AND (agent_id = $2 AND state = 'ACTIVE' OR offered_to = $2 AND state = 'QUEUED') AND ${cameFor('$4')} ORDER BY waiting_since NULLS LAST, opened_at, id LIMIT $3`;

/** Reads the shop's open sessions by their own index, so that no index has to follow every assignment. */
const whole: Statement = { name: 'inbox-whole', text: `SELECT id FROM session WHERE shop_id = $1 ${order}` };

const some: Statement = { name: 'inbox-some', text: `SELECT id FROM session WHERE shop_id = $1 AND id = ANY ($5::uuid[]) ${order}` };

/** Ids of an agent's ACTIVE sessions, and of those on offer to it: the order of SES-20. */
export async function inboxOf(tx: Tx, { shopId, agentId, among, orderStatuses, most }: InboxFilter): Promise<string[]> {
  const values = [shopId, agentId, most, orderStatuses];
  const rows = await tx.query<{ id: string }>(among ? some : whole, among ? [...values, among] : values);
  return rows.map(({ id }) => id);
}
