import type { Database } from '#libs/platform/database/database';
import { projectionVersion } from '#services/metrics/figures/domain/session-figure';

export interface SeededFigures {
  readonly shopId: string;
  readonly sessions: number;
  /** The first of the business dates they are spread over, and how many those are. */
  readonly from: string;
  readonly dates: number;
  /** Whether the shop's own sums are written too; they are unless said otherwise. */
  readonly sums?: boolean;
}

/* What retention has taken the facts of: such a figure stays as it was computed. */
const figures = {
  name: 'seed-figures',
  text: `INSERT INTO session_figure (session_id, shop_id, buyer_id, initiator, business_date, opened_at, duty_at, credited_agent_id, projection_version,
      half_hour, channel, pool, order_status, entry_point, added)
    SELECT gen_random_uuid(), $1, gen_random_uuid(), 'BUYER', day, day::timestamptz, day::timestamptz, $1, $5,
      n % 48, 'WEB', 'ALL', 'UNPAID', 'page ' || n % 1000, '{"shop": {"sessions": 1, "responded": 1, "buyerMessages": 3, "agentMessages": 2}, "agents": {}}'
    FROM generate_series($2::int, $3::int) AS n, LATERAL (SELECT $4::date + n % $6::int AS day) AS d`,
};

const sums = {
  name: 'seed-sums',
  text: `INSERT INTO figure_sum (shop_id, dimension, grain, business_date, half_hour, member, sessions, responded)
    SELECT shop_id, 'SHOP', 'DAY', business_date, -1, '', count(*), count(*) FROM session_figure WHERE shop_id = $1 GROUP BY 1, 4`,
};

const copy = {
  name: 'seed-shop',
  text: `INSERT INTO shop_copy (shop_id, version, time_zone, exclude_faq_only) VALUES ($1, 0, 'Asia/Shanghai', false) ON CONFLICT DO NOTHING`,
};

const perStatement = 20_000;

/** Sessions with their figures as if they had happened long ago: written straight into the database of metrics. */
export async function seedFigures(db: Database, { shopId, sessions, from, dates, sums: withSums = true }: SeededFigures): Promise<void> {
  const write = (first: number, last: number): Promise<unknown> =>
    db.transaction([shopId], (tx) => tx.query(figures, [shopId, first, last, from, -projectionVersion, dates]));
  await db.transaction([shopId], (tx) => tx.query(copy, [shopId]));
  for (let first = 1; first <= sessions; first += perStatement) await write(first, Math.min(sessions, first + perStatement - 1));
  if (withSums) await db.transaction([shopId], (tx) => tx.query(sums, [shopId]));
}
