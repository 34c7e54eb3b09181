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

const conditions = {
  sessionId: (n: number) => `session_id = $${n}::uuid`,
  agentId: (n: number) => `agent_id = $${n}::uuid`,
  outcome: (n: number) => `outcome = $${n}`,
  cause: (n: number) => `cause = $${n}`,
  rule: (n: number) => `rule = $${n}`,
  from: (n: number) => `decided_at >= $${n}::timestamptz`,
  to: (n: number) => `decided_at < $${n}::timestamptz`,
} satisfies Record<keyof DecisionFilter, (n: number) => string>;

const filters = Object.keys(conditions) as (keyof DecisionFilter)[];

/**
 * Newest session first, by the primary key: ids of sessions begin with the instant they were made at. A filter that finds few rows has an index; the statement
 * names only what is asked for, since one that holds for every filter would be planned without any.
 */
export function listStatement(given: readonly (keyof DecisionFilter)[]): Statement {
  const asked = given.map((name, index) => ` AND ${conditions[name](index + 5)}`).join('');
  return {
    name: `routing-list-decisions-${given.join('-')}`,
    text: `SELECT ${selectList(decisionTable)} FROM decision WHERE shop_id = $1
        AND ($2::uuid IS NULL OR (session_id, revision) < ($2::uuid, $3::int))${asked}
      ORDER BY session_id DESC, revision DESC LIMIT $4`,
  };
}

/** A page of a shop's decisions behind a position. */
export async function listDecisions(
  db: Database,
  shopId: string,
  filter: DecisionFilter,
  { after, first }: { readonly after: DecisionPosition | null; readonly first: number },
): Promise<DecisionPage> {
  const given = filters.filter((name) => filter[name] !== null);
  const values = [shopId, after?.sessionId ?? null, after?.revision ?? 0, first + 1, ...given.map((name) => filter[name])];
  const rows = await db.transaction([shopId], (tx) => tx.query<DecisionRow>(listStatement(given), values));
  return { rows: rows.slice(0, first), more: rows.length > first };
}
