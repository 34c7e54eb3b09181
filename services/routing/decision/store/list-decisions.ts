import type { Database, Statement } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { decisionTable, type DecisionRow, type OutcomeName } from './decision-table';

export interface DecisionFilter {
  readonly sessionId: string | null;
  readonly agentId: string | null;
  readonly outcome: OutcomeName | null;
  readonly cause: string | null;
  readonly rule: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Where a page ends. */
export interface DecisionPosition {
  readonly sessionId: string;
  readonly revision: number;
}

export interface DecisionPage {
  readonly rows: readonly DecisionRow[];
  readonly more: boolean;
}

/**
 * Newest session first, by the primary key: ids of sessions begin with the instant they were made at. So a list of a shop needs no index of its own, which
 * every decision would have to pay for.
 */
const list: Statement = {
  name: 'routing-list-decisions',
  text: `SELECT ${selectList(decisionTable)} FROM decision WHERE shop_id = $1
      AND ($2::uuid IS NULL OR (session_id, revision) < ($2::uuid, $3::int))
      AND ($4::uuid IS NULL OR session_id = $4) AND ($5::uuid IS NULL OR agent_id = $5) AND ($6::text IS NULL OR outcome = $6)
      AND ($7::text IS NULL OR cause = $7) AND ($8::text IS NULL OR rule = $8)
      AND ($9::timestamptz IS NULL OR decided_at >= $9) AND ($10::timestamptz IS NULL OR decided_at < $10)
    ORDER BY session_id DESC, revision DESC LIMIT $11`,
};

/** A page of a shop's decisions behind a position. */
export async function listDecisions(
  db: Database,
  shopId: string,
  { sessionId, agentId, outcome, cause, rule, from, to }: DecisionFilter,
  { after, first }: { readonly after: DecisionPosition | null; readonly first: number },
): Promise<DecisionPage> {
  const where = [after?.sessionId ?? null, after?.revision ?? 0, sessionId, agentId, outcome, cause, rule, from, to];
  const rows = await db.transaction([shopId], (tx) => tx.query<DecisionRow>(list, [shopId, ...where, first + 1]));
  return { rows: rows.slice(0, first), more: rows.length > first };
}
