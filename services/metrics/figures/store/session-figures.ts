import type { Statement, Tx } from '#libs/platform/database/database';
import type { DateRange } from '../domain/date-range';
import type { ResponseOptions } from '../domain/response';
import type { SessionFigure } from '../domain/session-figure';

const figureColumns = [
  'shop_id',
  'buyer_id',
  'initiator',
  'buyer_blocked',
  'business_date',
  'opened_at',
  'duty_at',
  'replied_at',
  'credited_agent_id',
  'closed_at',
] as const;
const listed = (from = ''): string => figureColumns.map((column) => `${from}${column}`).join(', ');

const upsert: Statement = {
  name: 'figure-upsert',
  text: `INSERT INTO session_figure AS f (session_id, ${listed()})
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::boolean[], $6::date[], $7::timestamptz[], $8::timestamptz[],
      $9::timestamptz[], $10::uuid[], $11::timestamptz[])
    ORDER BY 1
    ON CONFLICT (session_id) DO UPDATE SET ${figureColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
    WHERE (${listed('f.')}) IS DISTINCT FROM (${listed('excluded.')})
    RETURNING session_id`,
};

/** Writes figures; answers how many rows really changed, so that a rebuild can say whether it found a difference. */
export async function saveFigures(tx: Tx, figures: readonly SessionFigure[]): Promise<number> {
  if (figures.length === 0) return 0;
  const changed = await tx.query(upsert, [
    figures.map((figure) => figure.sessionId),
    figures.map((figure) => figure.shopId),
    figures.map((figure) => figure.buyerId),
    figures.map((figure) => figure.initiator),
    figures.map((figure) => figure.buyerBlocked),
    figures.map((figure) => figure.businessDate),
    figures.map((figure) => figure.openedAt),
    figures.map((figure) => figure.dutyAt),
    figures.map((figure) => figure.repliedAt),
    figures.map((figure) => figure.creditedAgentId),
    figures.map((figure) => figure.closedAt),
  ]);
  return changed.length;
}

/** Counts of one shop and range; `agentId` null is the shop's own row. */
export interface FigureCounts {
  readonly agentId: string | null;
  readonly responded: number;
  readonly unanswered: number;
  readonly pending: number;
  readonly sessions: number;
  readonly buyers: number;
}

/* The same definition as domain/response.ts, over many rows at once; metrics-counts.test.ts holds the two together. */
const counts: Statement = {
  name: 'figure-counts',
  text: `WITH counted AS (
      SELECT credited_agent_id, buyer_id,
        (duty_at IS NULL AND NOT $5) OR coalesce(replied_at <= duty_at + interval '24 hours', false) AS responded,
        replied_at IS NULL AND duty_at IS NOT NULL AND duty_at + interval '24 hours' >= $4 AS pending,
        duty_at IS NULL AND $5 AS excluded
      FROM session_figure
      WHERE shop_id = $1 AND business_date BETWEEN $2 AND $3 AND initiator = 'BUYER' AND NOT buyer_blocked)
    SELECT GROUPING(credited_agent_id) = 1 AS whole, credited_agent_id AS agent_id,
      count(*) FILTER (WHERE responded) AS responded,
      count(*) FILTER (WHERE NOT responded AND NOT pending AND NOT excluded) AS unanswered,
      count(*) FILTER (WHERE pending) AS pending,
      count(*) AS sessions, count(DISTINCT buyer_id) AS buyers
    FROM counted GROUP BY GROUPING SETS ((), (credited_agent_id))`,
};

interface CountRow {
  whole: boolean;
  agent_id: string | null;
  responded: number;
  unanswered: number;
  pending: number;
  sessions: number;
  buyers: number;
}

/** One row for the shop and one per credited agent; sessions credited to nobody are in the shop's row only (MET-11). */
export async function countFigures(tx: Tx, shopId: string, range: DateRange, now: Date, options: ResponseOptions): Promise<FigureCounts[]> {
  const rows = await tx.query<CountRow>(counts, [shopId, range.from, range.to, now, options.excludeFaqOnly]);
  return rows
    .filter((row) => row.whole || row.agent_id !== null)
    .map(({ whole, agent_id, ...rest }) => ({ agentId: whole ? null : agent_id, ...rest }));
}
