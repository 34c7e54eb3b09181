import type { Topic } from '#libs/contracts/index';
import type { Database, Statement } from '#libs/platform/database/database';
import type { LoggedEvent } from '#services/routing/whatif/app/happenings-of';

const dayMs = 24 * 3_600_000;

/** Sessions that were open when the period began may have begun so long before; what became of those that were open at its end is read for a day more. */
export const daysBefore = 3;
const daysAfter = 1;

/** Page after page by the key, so that none takes long however long the log. Null for what is out of the span: only its place is needed. */
const page: Statement = {
  name: 'whatif-facts',
  text: `SELECT incarnation, seq, type, CASE WHEN occurred_at >= $5 AND occurred_at <= $6 THEN value END AS value
    FROM fact WHERE stream = $1 AND shop_id = $2 AND (incarnation, seq) > ($3::int, $4::bigint) ORDER BY incarnation, seq LIMIT 2000`,
};

interface FactRow {
  readonly incarnation: number;
  readonly seq: number;
  readonly type: string;
  readonly value: object | null;
  readonly [column: string]: unknown;
}

/** What the shop is and who is there is read from its beginning; of sessions what lies about the period. */
const standing: readonly Topic[] = ['shop-changed', 'account-changed', 'schedule-changed', 'agent-status-changed'];
const passing: readonly Topic[] = ['session-started', 'session-routed', 'session-ended', 'session-closed'];

/** What the event log of metrics tells of a shop, as far as a replay of the period needs it. */
export async function readFacts(metrics: Database, shopId: string, from: Date, to: Date): Promise<LoggedEvent[]> {
  const until = new Date(to.getTime() + daysAfter * dayMs);
  const since = new Date(from.getTime() - daysBefore * dayMs);
  const facts: LoggedEvent[] = [];
  for (const topic of standing) facts.push(...(await readStream(metrics, shopId, topic, new Date(0), until)));
  for (const topic of passing) facts.push(...(await readStream(metrics, shopId, topic, since, until)));
  return facts;
}

async function readStream(metrics: Database, shopId: string, topic: Topic, since: Date, until: Date): Promise<LoggedEvent[]> {
  const found: LoggedEvent[] = [];
  for (let [incarnation, seq] = [0, 0]; ;) {
    const rows: FactRow[] = await metrics.transaction([shopId], (tx) =>
      tx.query<FactRow>(page, [topic, shopId, incarnation, seq, since, until]),
    );
    found.push(...rows.flatMap(({ type, value }) => (value ? [{ topic, type, value }] : [])));
    const last = rows.at(-1);
    if (!last) return found;
    [incarnation, seq] = [last.incarnation, last.seq];
  }
}
