import type { Statement } from '#libs/platform/database/database';
import { filterConditions, isDifficultAt, scopeCondition, type Scope } from './session-filter';

/*
 * Parameters of all statements: $1 shop, $2 states, $3 and $4 the position to go on after, $5 how many, $6 the instant whose order counts, from $7 on the filter.
 * Each answers `id` and `at`. What a session was at that instant follows from its row, unless something has happened since: then from its messages.
 */
const filter = 7;
const wanted = `s.shop_id = $1 AND s.state = ANY ($2::text[]) AND ${filterConditions(filter)}`;
const isOpen = 's.close_reason IS NULL';
const asOf = '$6::timestamptz';
const isDifficult = isDifficultAt(asOf);

export type Direction = 'ASC' | 'DESC';

/** Which sessions a statement looks at: all of the filter's, or only those that are, or are not, marked as difficult (SES-21). */
export type Class = 'ANY' | 'DIFFICULT' | 'OTHERS';

const ofClass: Readonly<Record<Class, string>> = { ANY: '', DIFFICULT: ` AND ${isDifficult}`, OTHERS: ` AND NOT ${isDifficult}` };

/** Since when the buyer waited at $6: their first message behind the agent's last one that is no click on the card. No row when they did not wait. */
const waitThen = `SELECT min(m.recorded_at) AS at FROM message m WHERE m.session_id = s.id AND m.sender = 'BUYER' AND m.type <> 'FAQ_CLICK' AND m.recorded_at <= ${asOf}
  AND m.ordinal > coalesce((SELECT max(a.ordinal) FROM message a WHERE a.session_id = s.id AND a.sender = 'AGENT' AND a.recorded_at <= ${asOf}), 0)
  HAVING count(*) > 0`;

/** Two sources of one order, each read no further than the page needs. */
const merged = (sources: readonly string[], direction: Direction): string => {
  const comparison = direction === 'ASC' ? '>' : '<';
  const page = `(at, id) ${comparison} ($3::timestamptz, $4::uuid) ORDER BY at ${direction}, id ${direction} LIMIT $5`;
  const parts = sources.map((source) => `(SELECT id, at FROM (${source}) AS part WHERE ${page})`);
  return `SELECT id, at FROM (${parts.join(' UNION ALL ')}) AS list WHERE ${page}`;
};

/** Sessions that have an index of their own are picked first, by it; of the others nearly every row qualifies, and the order's own index serves. */
const picked = (source: string, scope: Scope): string => {
  const within = scopeCondition[scope](filter);
  return within === null ? source : `${source} AND ${within} OFFSET 0`;
};

/** Open sessions whose buyer waited: who waits on, and who was answered since. The longest wait is the earliest instant. */
export const waiting = (of: Class, direction: Direction): Statement => ({
  name: `sessions-waiting-${of}-${direction}`,
  text: merged(
    [
      `SELECT s.id, s.waiting_since AS at FROM session s WHERE ${wanted}${ofClass[of]} AND ${isOpen} AND s.waiting_since <= ${asOf}`,
      `SELECT s.id, w.at FROM session s JOIN LATERAL (${waitThen}) AS w ON true
        WHERE ${wanted}${ofClass[of]} AND ${isOpen} AND s.last_agent_message_at > ${asOf}`,
    ],
    direction,
  ),
});

/** What `waiting` does not list, by opening. A session that closed since belongs to whichever part it was in. */
export const answered = (of: Class, direction: Direction, scope: Scope): Statement => ({
  name: `sessions-answered-${of}-${direction}-${scope}`,
  text: merged(
    [
      picked(
        `SELECT s.id, s.opened_at AS at FROM session s WHERE ${wanted}${ofClass[of]} AND s.opened_at <= ${asOf}
          AND (s.waiting_since IS NULL OR s.waiting_since > ${asOf})
          AND NOT (greatest(s.last_agent_message_at, s.closed_at, '-infinity') > ${asOf} AND EXISTS (${waitThen}))`,
        scope,
      ),
    ],
    direction,
  ),
});

export const opened = (direction: Direction, scope: Scope): Statement => ({
  name: `sessions-opened-${direction}-${scope}`,
  text: merged([picked(`SELECT s.id, s.opened_at AS at FROM session s WHERE ${wanted} AND s.opened_at <= ${asOf}`, scope)], direction),
});

export const lastMessage = (direction: Direction, scope: Scope): Statement => {
  const within = scopeCondition[scope](filter);
  const now = picked(`SELECT s.id, s.last_message_at AS at FROM session s WHERE ${wanted} AND s.last_message_at <= ${asOf}`, scope);
  const then = `SELECT s.id, m.at FROM session s
    JOIN LATERAL (SELECT max(recorded_at) AS at FROM message WHERE session_id = s.id AND recorded_at <= ${asOf}) AS m ON m.at IS NOT NULL
    WHERE ${wanted} AND s.last_message_at > ${asOf}${within === null ? '' : ` AND ${within}`}`;
  return { name: `sessions-last-message-${direction}-${scope}`, text: merged([now, then], direction) };
};
