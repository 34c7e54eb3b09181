import type { Statement, Tx } from '#libs/platform/database/database';
import { filterConditions, filterValues, scopeCondition, scopeOf, type Scope, type SessionFilter } from './session-filter';

const count = (scope: Scope): Statement => {
  const within = scopeCondition[scope](3);
  return {
    name: `sessions-count-${scope}`,
    text: `SELECT count(*) AS n FROM session s
      WHERE s.shop_id = $1 AND s.state = ANY ($2::text[]) AND ${filterConditions(3)}${within === null ? '' : ` AND ${within}`}`,
  };
};

const counts: Readonly<Record<Scope, Statement>> = { open: count('open'), ended: count('ended'), agent: count('agent'), all: count('all') };

/** How many sessions a filter means. */
export async function countSessions(tx: Tx, filter: SessionFilter): Promise<number> {
  const [row] = await tx.query<{ n: number }>(counts[scopeOf(filter)], [filter.shopId, filter.states, ...filterValues(filter)]);
  return row?.n ?? 0;
}
