import type { Statement, Tx } from '#libs/platform/database/database';
import type { OrderStatus } from '../../orders/domain/order-status';
import type { SessionState } from '../domain/session';
import { cameFor } from './came-for';

export interface SessionFilter {
  readonly shopId: string;
  readonly states: readonly SessionState[];
  /** What their buyers came for (RTE-63); null: whatever. */
  readonly orderStatuses: readonly OrderStatus[] | null;
}

/** Whether a filter asks for open sessions only. These are few, and have indexes of their own. */
export type Scope = 'open' | 'all';

export const scopeOf = ({ states }: SessionFilter): Scope => (states.includes('CLOSED') ? 'all' : 'open');

const counts: Readonly<Record<Scope, Statement>> = {
  open: {
    name: 'sessions-count-open',
    text: `SELECT count(*) AS n FROM session WHERE shop_id = $1 AND close_reason IS NULL AND state = ANY ($2::text[]) AND ${cameFor('$3')}`,
  },
  all: {
    name: 'sessions-count-all',
    text: `SELECT count(*) AS n FROM session WHERE shop_id = $1 AND state = ANY ($2::text[]) AND ${cameFor('$3')}`,
  },
};

/** How many sessions of the shop are in these states. */
export async function countSessions(tx: Tx, filter: SessionFilter): Promise<number> {
  const [row] = await tx.query<{ n: number }>(counts[scopeOf(filter)], [filter.shopId, filter.states, filter.orderStatuses]);
  return row?.n ?? 0;
}
