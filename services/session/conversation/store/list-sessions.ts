import type { Statement, Tx } from '#libs/platform/database/database';
import type { SessionState } from '../domain/session';

export type SessionOrder = 'WAITING_DESC' | 'OPENED_DESC' | 'LAST_MESSAGE_DESC';

/** Where a page begins: after this row. WAITING_DESC has two parts, those who wait (longest first) and then the rest (newest first). */
export interface SessionPlace {
  readonly part: 'WAITING' | 'REST';
  readonly at: Date;
  readonly id: string;
}

/** A row of a list: the session's id and its place in the order. */
export type ListedSession = SessionPlace;

export interface SessionFilter {
  readonly shopId: string;
  readonly states: readonly SessionState[];
}

const waiting: Statement = {
  name: 'sessions-waiting',
  text: `SELECT id, waiting_since AS at FROM session WHERE shop_id = $1 AND close_reason IS NULL AND waiting_since IS NOT NULL AND state = ANY ($2::text[])
    AND (waiting_since, id) > ($3::timestamptz, $4::uuid) ORDER BY waiting_since, id LIMIT $5`,
};

/**
 * Newest first by `column`. Open sessions are few and picked first, by their own index; with CLOSED among the states the index of the order itself
 * serves, since nearly every row qualifies. So no page costs more with a longer history.
 */
function newestFirst(column: 'opened_at' | 'last_message_at', scope: 'open' | 'all', extra: '' | 'AND waiting_since IS NULL'): Statement {
  const wanted = `shop_id = $1 AND state = ANY ($2::text[]) ${extra}`;
  const source =
    scope === 'open'
      ? `(SELECT id, ${column} FROM session WHERE close_reason IS NULL AND ${wanted} OFFSET 0) AS picked WHERE true`
      : `session WHERE ${wanted}`;
  return {
    name: `sessions-${column}-${scope}${extra === '' ? '' : '-answered'}`,
    text: `SELECT id, ${column} AS at FROM ${source} AND (${column}, id) < ($3::timestamptz, $4::uuid) ORDER BY ${column} DESC, id DESC LIMIT $5`,
  };
}

const statements = {
  OPENED_DESC: { open: newestFirst('opened_at', 'open', ''), all: newestFirst('opened_at', 'all', '') },
  LAST_MESSAGE_DESC: { open: newestFirst('last_message_at', 'open', ''), all: newestFirst('last_message_at', 'all', '') },
  REST: {
    open: newestFirst('opened_at', 'open', 'AND waiting_since IS NULL'),
    all: newestFirst('opened_at', 'all', 'AND waiting_since IS NULL'),
  },
} as const;

const count = {
  open: {
    name: 'sessions-count-open',
    text: 'SELECT count(*) AS n FROM session WHERE shop_id = $1 AND close_reason IS NULL AND state = ANY ($2::text[])',
  },
  all: { name: 'sessions-count-all', text: 'SELECT count(*) AS n FROM session WHERE shop_id = $1 AND state = ANY ($2::text[])' },
} as const satisfies Record<string, Statement>;

const waitsForAgent: Statement = {
  name: 'session-awaits-agent',
  text: `SELECT 1 FROM session WHERE id = $1 AND state IN ('BOT', 'QUEUED', 'LEFT_MESSAGE')`,
};

const first = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
const last = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

const scopeOf = ({ states }: SessionFilter): 'open' | 'all' => (states.includes('CLOSED') ? 'all' : 'open');

/** At most `limit` sessions of a shop in an order, after a place; by keys, never by an offset. */
export async function listSessions(
  tx: Tx,
  filter: SessionFilter,
  order: SessionOrder,
  after: SessionPlace | null,
  limit: number,
): Promise<ListedSession[]> {
  const page = async (
    statement: Statement,
    part: SessionPlace['part'],
    from: { at: Date | string; id: string },
    most: number,
  ): Promise<ListedSession[]> => {
    const rows = await tx.query<{ id: string; at: Date }>(statement, [filter.shopId, filter.states, from.at, from.id, most]);
    return rows.map((row) => ({ ...row, part }));
  };
  if (order !== 'WAITING_DESC') return page(statements[order][scopeOf(filter)], 'REST', after ?? last, limit);
  const waits = after?.part === 'REST' ? [] : await page(waiting, 'WAITING', after ?? first, limit);
  if (waits.length === limit) return waits;
  const rest = await page(statements.REST[scopeOf(filter)], 'REST', after?.part === 'REST' ? after : last, limit - waits.length);
  return [...waits, ...rest];
}

/** How many sessions of the shop are in these states. Open ones are counted by their own small index. */
export async function countSessions(tx: Tx, filter: SessionFilter): Promise<number> {
  const [row] = await tx.query<{ n: number }>(count[scopeOf(filter)], [filter.shopId, filter.states]);
  return row?.n ?? 0;
}

/** Whether routing's outcome for a session is still to come. */
export const awaitsAgent = async (tx: Tx, sessionId: string): Promise<boolean> => (await tx.query(waitsForAgent, [sessionId])).length > 0;
