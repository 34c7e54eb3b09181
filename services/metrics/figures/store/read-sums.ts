import { createHash } from 'node:crypto';
import type { Statement, Tx } from '#libs/platform/database/database';
import { columnName } from '#libs/platform/database/table';
import { measuresOf, type Sums } from '../domain/figure-value';
import type { Measure } from '../domain/measures';
import { metricOf } from '../domain/metrics';
import type { ReportQuestion, ReportRows } from '../domain/report-question';

/** What a row is named by, in each of the tables. */
const sumKeys: Record<ReportRows, string> = {
  TOTAL: `''`,
  MEMBER: 'member',
  DATE: 'business_date::text',
  HALF_HOUR: 'half_hour::text',
  WEEKDAY_HALF_HOUR: `extract(isodow FROM business_date)::text || '-' || half_hour`,
};

const byHalfHour: ReadonlySet<ReportRows> = new Set(['HALF_HOUR', 'WEEKDAY_HALF_HOUR']);

/** A prepared statement for each set of measures that is asked for together; its name follows from its text. */
const named = (text: string): Statement => ({ name: `report-${createHash('md5').update(text).digest('hex')}`, text });

const asked = `shop_id = $1 AND dimension = $2 AND business_date BETWEEN $3 AND $4 AND ($5::text IS NULL OR member = $5)`;

const sumsOf = (rows: ReportRows, measures: readonly Measure[]): Statement =>
  named(`SELECT ${sumKeys[rows]} AS key, ${measures.map((measure) => `coalesce(sum(${columnName(measure)}), 0)::bigint AS "${measure}"`).join(', ')}
    FROM figure_sum WHERE ${asked} AND grain = '${byHalfHour.has(rows) ? 'HALF_HOUR' : 'DAY'}' GROUP BY 1`);

const spreadsOf = (rows: ReportRows): Statement =>
  named(
    `SELECT ${sumKeys[rows]} AS key, spread, bucket, sum(count)::bigint AS count FROM figure_spread WHERE ${asked} AND spread = ANY ($6::text[]) GROUP BY 1, 2, 3 HAVING sum(count) <> 0`,
  );

/* A buyer counts once: on the first visit within the range, or within the date where the rows are dates. */
const buyersOf = (rows: ReportRows): Statement => {
  const key = { ...sumKeys, HALF_HOUR: 'member', WEEKDAY_HALF_HOUR: `extract(isodow FROM business_date)::text || '-' || member` }[rows];
  const first = rows === 'DATE' || rows === 'WEEKDAY_HALF_HOUR' ? '' : ' AND previous_date < $3';
  return named(`SELECT ${key} AS key, sum(buyers)::bigint AS buyers FROM buyer_visit WHERE ${asked}${first} GROUP BY 1`);
};

/** Of members together each buyer counts once, as of the shop; agents are the exception, as not every session has one. */
function visitsOf({ rows, dimension, member, range }: ReportQuestion): readonly (string | null)[] {
  const ofShop = dimension !== 'AGENT' && member === undefined && rows !== 'MEMBER';
  const by = byHalfHour.has(rows) ? 'HALF_HOUR' : ofShop ? 'SHOP' : dimension;
  return [by, range.from, range.to, by === dimension ? (member ?? null) : null];
}

type Bucket = Sums['spreads'][number];

/** The sums of each row of a report; a row of which nothing was counted is absent. */
export async function readSums(tx: Tx, shopId: string, question: ReportQuestion): Promise<Map<string, Sums>> {
  const { metrics, rows, dimension, member, range } = question;
  const measures = measuresOf(metrics);
  const declared = metrics.map(metricOf);
  const kept = declared.flatMap((metric) => (metric.kind === 'PERCENTILE' ? [metric.spread] : []));
  const values = [shopId, dimension, range.from, range.to, member ?? null];
  const [sums, spreads, buyers] = await Promise.all([
    measures.length > 0 ? tx.query<{ key: string }>(sumsOf(rows, measures), values) : [],
    kept.length > 0 ? tx.query<Bucket & { key: string }>(spreadsOf(rows), [...values, kept]) : [],
    declared.some(({ kind }) => kind === 'DISTINCT')
      ? tx.query<{ key: string; buyers: number }>(buyersOf(rows), [shopId, ...visitsOf(question)])
      : [],
  ]);
  const found = new Map<string, { amounts: Sums['amounts']; spreads: Bucket[]; buyers: number }>();
  const of = (key: string) => {
    const row = found.get(key) ?? { amounts: {}, spreads: [], buyers: 0 };
    found.set(key, row);
    return row;
  };
  // What a session no longer counts for, because more of it was heard, leaves sums of nothing.
  for (const { key, ...amounts } of sums) if (Object.values(amounts).some((amount) => amount !== 0)) of(key).amounts = amounts;
  for (const { key, ...bucket } of spreads) of(key).spreads.push(bucket);
  for (const { key, buyers: count } of buyers) of(key).buyers = count;
  return found;
}
