import type { Statement, Tx } from '#libs/platform/database/database';
import type { Buyer, Session, ShopTerms } from '../domain/session';
import { toBuyer, type BuyerRow } from './buyer-row';
import { toSession, type SessionRow } from './session-row';

/** A session as it stands in the table, with the version its next write must follow. */
export interface StoredSession {
  readonly session: Session;
  readonly version: number;
}

/** Sessions with their buyers and their shops' terms. */
export interface Cases {
  readonly sessions: readonly StoredSession[];
  readonly buyers: readonly Buyer[];
  readonly terms: ReadonlyMap<string, ShopTerms>;
}

interface CaseRow extends Omit<SessionRow, 'id'> {
  readonly id: string | null;
  readonly b_id: string;
  readonly b_shop_id: string;
  readonly b_channel: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly last_human_agent_id: string | null;
  readonly last_human_at: Date | null;
  readonly closed_notice_period: string | null;
  readonly time_zone: string;
  readonly p_version: number;
  readonly p_hold: number;
  readonly p_idle_agent: number | null;
  readonly p_idle_buyer: number | null;
}

const columns = `s.*, b.id AS b_id, b.shop_id AS b_shop_id, b.channel AS b_channel, b.external_id, b.name, b.last_human_agent_id, b.last_human_at,
  b.closed_notice_period, p.time_zone, p.policy_version AS p_version, p.hold_minutes AS p_hold, p.idle_after_agent_minutes AS p_idle_agent,
  p.idle_after_buyer_minutes AS p_idle_buyer`;

/* One look-up by a unique key per row, whatever the planner believes of tables it has no figures for yet: row security tempts it to read whole shops. */
const load: Statement = {
  name: 'cases-load',
  text: `SELECT ${columns} FROM unnest($1::uuid[]) AS k (id)
      JOIN LATERAL (SELECT * FROM buyer WHERE id = k.id LIMIT 1) AS b ON true
      JOIN LATERAL (SELECT * FROM shop_copy WHERE shop_id = b.shop_id LIMIT 1) AS p ON true
      LEFT JOIN LATERAL (SELECT * FROM session WHERE buyer_id = b.id AND closed_at IS NULL LIMIT 1) AS s ON true
    UNION ALL
    SELECT ${columns} FROM unnest($2::uuid[]) AS k (id)
      JOIN LATERAL (SELECT * FROM session WHERE id = k.id LIMIT 1) AS s ON true
      JOIN LATERAL (SELECT * FROM buyer WHERE id = s.buyer_id LIMIT 1) AS b ON true
      JOIN LATERAL (SELECT * FROM shop_copy WHERE shop_id = s.shop_id LIMIT 1) AS p ON true`,
};

/** The named buyers with their open sessions, and the named sessions whatever their state. One statement, because every flight runs it. */
export async function loadCases(
  tx: Tx,
  wanted: { readonly buyers: readonly string[]; readonly sessions: readonly string[] },
): Promise<Cases> {
  const rows = await tx.query<CaseRow>(load, [wanted.buyers, wanted.sessions]);
  return {
    sessions: rows.flatMap((row) => (row.id === null ? [] : [{ session: toSession(row as SessionRow), version: row.state_version }])),
    buyers: rows.map(buyerOf),
    terms: new Map(rows.map((row) => [row.b_shop_id, termsOf(row)])),
  };
}

const buyerOf = (row: CaseRow): Buyer =>
  toBuyer({
    id: row.b_id,
    shop_id: row.b_shop_id,
    channel: row.b_channel,
    external_id: row.external_id,
    name: row.name,
    last_human_agent_id: row.last_human_agent_id,
    last_human_at: row.last_human_at,
    closed_notice_period: row.closed_notice_period,
  } satisfies BuyerRow);

const termsOf = (row: CaseRow): ShopTerms => ({
  timeZone: row.time_zone,
  policy: {
    version: row.p_version,
    holdMinutes: row.p_hold,
    idleAfterAgentMinutes: row.p_idle_agent,
    idleAfterBuyerMinutes: row.p_idle_buyer,
  },
});
