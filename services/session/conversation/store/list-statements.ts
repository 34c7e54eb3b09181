import type { Statement } from '#libs/platform/database/database';
import { cameFor } from './came-for';
import type { Scope } from './count-sessions';

/*
 * Parameters of all statements: $1 shop, $2 states, $3 and $4 the position to go on after, $5 how many, $6 the instant whose order counts, $7 what buyers came for.
 * Each answers `id` and `at`. What a session was at that instant follows from its row, unless something has happened since: then from its messages.
 */
const wanted = `s.shop_id = $1 AND s.state = ANY ($2::text[]) AND ${cameFor('$7', 's')}`;
const isOpen = 's.close_reason IS NULL';

/** Since when the buyer waited at $6: their first message behind the agent's last one. No row when they did not wait. */
const waitThen = `SELECT min(m.recorded_at) AS at FROM message m WHERE m.session_id = s.id AND m.sender = 'BUYER' AND m.recorded_at <= $6::timestamptz
  AND m.ordinal > coalesce((SELECT max(a.ordinal) FROM message a WHERE a.session_id = s.id AND a.sender = 'AGENT' AND a.recorded_at <= $6::timestamptz), 0)
  HAVING count(*) > 0`;

/** Two sources of one order, each read no further than the page needs. */
const merged = (sources: readonly string[], comparison: '>' | '<', direction: '' | ' DESC'): string => {
  const page = `(at, id) ${comparison} ($3::timestamptz, $4::uuid) ORDER BY at${direction}, id${direction} LIMIT $5`;
  const parts = sources.map((source) => `(SELECT id, at FROM (${source}) AS part WHERE ${page})`);
  return `SELECT id, at FROM (${parts.join(' UNION ALL ')}) AS list WHERE ${page}`;
};

/** Open sessions whose buyer waited, longest first: who waits on, and who was answered since. */
export const waiting: Statement = {
  name: 'sessions-waiting',
  text: merged(
    [
      `SELECT s.id, s.waiting_since AS at FROM session s WHERE ${wanted} AND ${isOpen} AND s.waiting_since <= $6::timestamptz`,
      `SELECT s.id, w.at FROM session s JOIN LATERAL (${waitThen}) AS w ON true WHERE ${wanted} AND ${isOpen} AND s.last_agent_message_at > $6::timestamptz`,
    ],
    '>',
    '',
  ),
};

/** Open sessions are few and picked first, by their own index; with CLOSED among the states nearly every row qualifies, and the order's own index serves. */
const newest = (source: string, scope: Scope): string =>
  merged([scope === 'open' ? `${source} AND ${isOpen} OFFSET 0` : source], '<', ' DESC');

const opened = (scope: Scope): Statement => ({
  name: `sessions-opened-${scope}`,
  text: newest(`SELECT s.id, s.opened_at AS at FROM session s WHERE ${wanted} AND s.opened_at <= $6::timestamptz`, scope),
});

/** What `waiting` does not list, newest first. A session that closed since belongs to whichever part it was in. */
const answered = (scope: Scope): Statement => ({
  name: `sessions-answered-${scope}`,
  text: newest(
    `SELECT s.id, s.opened_at AS at FROM session s WHERE ${wanted} AND s.opened_at <= $6::timestamptz
      AND (s.waiting_since IS NULL OR s.waiting_since > $6::timestamptz)
      AND NOT (greatest(s.last_agent_message_at, s.closed_at, '-infinity') > $6::timestamptz AND EXISTS (${waitThen}))`,
    scope,
  ),
});

const lastMessage = (scope: Scope): Statement => {
  const open = scope === 'open' ? `AND ${isOpen}` : '';
  const now = `SELECT s.id, s.last_message_at AS at FROM session s WHERE ${wanted} AND s.last_message_at <= $6::timestamptz ${open}`;
  const then = `SELECT s.id, m.at FROM session s
    JOIN LATERAL (SELECT max(recorded_at) AS at FROM message WHERE session_id = s.id AND recorded_at <= $6::timestamptz) AS m ON m.at IS NOT NULL
    WHERE ${wanted} AND s.last_message_at > $6::timestamptz ${open}`;
  return { name: `sessions-last-message-${scope}`, text: merged([scope === 'open' ? `${now} OFFSET 0` : now, then], '<', ' DESC') };
};

const inBothScopes = (of: (scope: Scope) => Statement): Readonly<Record<Scope, Statement>> => ({ open: of('open'), all: of('all') });

export const newestFirst = {
  OPENED_DESC: inBothScopes(opened),
  LAST_MESSAGE_DESC: inBothScopes(lastMessage),
  ANSWERED: inBothScopes(answered),
} as const;
