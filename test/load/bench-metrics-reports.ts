import type { Client } from 'pg';
import pino from 'pino';
import { percentile } from '#infra/replay/spread';
import type { Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { systemClock } from '#libs/platform/process/clock';
import { answerReport } from '#services/metrics/figures/app/answer-report';
import type { MetricName } from '#services/metrics/figures/domain/metrics';
import { seedFigures } from '#test/kit/seed-figures';
import { count, ms, type Row } from './bench-report';

const range = { from: '2025-01-01', to: '2025-12-31' };
const [dates, agents, asked, longestMs] = [365, 200, 100, 200];
const metrics: readonly MetricName[] = ['sessions', 'responseRate', 'firstResponseTime', 'firstResponseP90', 'averageQueueWait'];

/* Each session is of one of the agents, by chance that is the same in each run. */
const byAgent = `SELECT shop_id, business_date, half_hour, '00000000-0000-7000-8000-' || lpad((abs(hashtext(session_id::text)) % ${agents})::text, 12, '0') AS agent,
    abs(hashtext(session_id::text || 'x')) % 300 AS bucket FROM session_figure WHERE shop_id = $1`;
const sums = (grain: string, halfHour: string): string =>
  `INSERT INTO figure_sum (shop_id, dimension, grain, business_date, half_hour, member, sessions, responded, first_replies, first_reply_ms)
    SELECT shop_id, 'AGENT', '${grain}', business_date, ${halfHour} AS slot, agent, count(*), count(*), count(*), count(*) * 20000 FROM (${byAgent}) AS s
    GROUP BY shop_id, business_date, slot, agent`;
const statements = [
  sums('DAY', '-1'),
  sums('HALF_HOUR', 'half_hour'),
  `INSERT INTO figure_spread (shop_id, dimension, business_date, half_hour, member, spread, bucket, count)
    SELECT shop_id, 'AGENT', business_date, half_hour, agent, 'firstReply', bucket, count(*) FROM (${byAgent}) AS s GROUP BY 1, 3, 4, 5, 7`,
];

/** How long a report of a year by 200 agents takes in a shop with so many sessions, asked one after the other. */
export async function reportRows(db: Database, admin: Client, sessions: number, print: (line: string) => void): Promise<Row[]> {
  print(`Writing ${count(sessions)} sessions of a year …`);
  const shopId = newId();
  await seedFigures(db, { shopId, sessions, from: range.from, dates, sums: false });
  for (const statement of statements) await admin.query(statement, [shopId]);
  await admin.query('VACUUM ANALYZE session_figure, figure_sum, figure_spread');
  const deps = { db, readDb: db, clock: systemClock, log: pino({ level: 'silent' }) };
  const rows: Row[] = [];
  for (const [title, of] of [
    ['without percentiles', metrics.filter((name) => name !== 'firstResponseP90')],
    ['with a percentile', metrics],
  ] as const) {
    const times: number[] = [];
    for (let asking = 0; asking < asked; asking += 1) {
      const begun = performance.now();
      const { rows: told } = await answerReport(deps, shopId, { dimension: 'AGENT', rows: 'MEMBER', range, metrics: of }, false);
      times.push(performance.now() - begun);
      if (told.length !== agents) throw new Error(`The report tells of ${told.length} agents`);
    }
    times.sort((a, b) => a - b);
    const [p50, p99] = [percentile(times, 0.5)!, percentile(times, 0.99)!];
    rows.push({
      what: `${count(sessions)} sessions, ${title}`,
      measured: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
      target: `≤ ${longestMs} ms`,
      ok: p99 <= longestMs,
    });
  }
  return rows;
}
