import type { Statement, Tx } from '#libs/platform/database/database';
import type { DateRange } from '../domain/date-range';
import type { ResponseOptions } from '../domain/response';

/** What is counted, as SQL over the sessions of a range. A new count is a line here and a field of the same name in the schema. */
const measures = {
  responded: 'count(*) FILTER (WHERE responded)',
  unanswered: 'count(*) FILTER (WHERE NOT responded AND NOT pending AND NOT excluded)',
  pending: 'count(*) FILTER (WHERE pending)',
  sessions: 'count(*)',
  buyers: 'count(DISTINCT buyer_id)',
} as const;

type Measure = keyof typeof measures;

const names = Object.keys(measures) as Measure[];

/** Counts of one shop and range; `agentId` null is the shop's own row. */
export type FigureCounts = { readonly agentId: string | null } & Readonly<Record<Measure, number>>;

/** The counts where nothing was. */
export const noCounts: FigureCounts = {
  agentId: null,
  ...(Object.fromEntries(names.map((name) => [name, 0])) as Record<Measure, number>),
};

/* The same definition as domain/response.ts, over many rows at once; 'MET-13 the counts in SQL' in metrics.test.ts holds the two together. */
const counts: Statement = {
  name: 'figure-counts',
  text: `WITH counted AS (
      SELECT f.*,
        (duty_at IS NULL AND NOT $5) OR coalesce(replied_at <= duty_at + interval '24 hours', false) AS responded,
        replied_at IS NULL AND duty_at IS NOT NULL AND duty_at + interval '24 hours' >= $4 AS pending,
        duty_at IS NULL AND $5 AS excluded
      FROM session_figure AS f
      WHERE shop_id = $1 AND business_date BETWEEN $2 AND $3 AND initiator = 'BUYER' AND NOT buyer_blocked)
    SELECT GROUPING(credited_agent_id) = 1 AS whole, credited_agent_id AS "agentId",
      ${names.map((name) => `${measures[name]} AS "${name}"`).join(', ')}
    FROM counted GROUP BY GROUPING SETS ((), (credited_agent_id))`,
};

/** One row for the shop and one per credited agent; sessions credited to nobody are in the shop's row only (MET-11). */
export async function countFigures(tx: Tx, shopId: string, range: DateRange, now: Date, options: ResponseOptions): Promise<FigureCounts[]> {
  const rows = await tx.query<FigureCounts & { whole: boolean }>(counts, [shopId, range.from, range.to, now, options.excludeFaqOnly]);
  return rows.filter(({ whole, agentId }) => whole || agentId !== null).map(({ whole: _whole, ...row }) => row);
}
