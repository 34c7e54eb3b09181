import type { Statement, Tx } from '#libs/platform/database/database';
import type { Buyer, Message } from '../domain/session';
import { toBuyerRow, type BuyerRow } from './buyer-row';
import { armDeadlines, type SessionDeadline } from './deadlines';
import type { StoredSession } from './load-cases';
import { toMessageRow, type MessageRow } from './message-row';
import { fixedColumns, movingColumns, toSessionRow } from './session-row';

/** Rows travel as one JSON parameter: a table's own row type reads them, and forty arrays need not be kept in step. */
const rowsOf = (table: string): string => `json_populate_recordset(NULL::${table}, $1::json)`;
const listed = (columns: readonly string[], from = ''): string => columns.map((column) => `${from}${column}`).join(', ');

const sessionColumns = [...fixedColumns, ...movingColumns];
const buyerColumns: readonly (keyof BuyerRow)[] = [
  'id',
  'shop_id',
  'channel',
  'external_id',
  'name',
  'last_human_agent_id',
  'last_human_at',
  'closed_notice_period',
];
const messageColumns: readonly (keyof MessageRow)[] = [
  'session_id',
  'ordinal',
  'id',
  'shop_id',
  'sender',
  'agent_id',
  'type',
  'source',
  'auto_kind',
  'text',
  'channel',
  'channel_message_id',
  'channel_sent_at',
  'recorded_at',
];

/* Upserts, because they find their rows by the key's index whatever the planner believes. A changed row is met at the version it was read at, or not written. */
const writeSessions: Statement = {
  name: 'sessions-write',
  text: `INSERT INTO session AS s (${listed(sessionColumns)}) SELECT ${listed(sessionColumns)} FROM ${rowsOf('session')}
    ON CONFLICT (id) DO UPDATE SET ${movingColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
    WHERE s.state_version = excluded.state_version - 1 RETURNING s.id`,
};

const insertMessages: Statement = {
  name: 'messages-insert',
  text: `INSERT INTO message (${listed(messageColumns)}) SELECT ${listed(messageColumns)} FROM ${rowsOf('message')}`,
};

const writeBuyers: Statement = {
  name: 'buyers-write',
  text: `INSERT INTO buyer (${listed(buyerColumns)}) SELECT ${listed(buyerColumns)} FROM ${rowsOf('buyer')}
    ON CONFLICT (id) DO UPDATE SET last_human_agent_id = excluded.last_human_agent_id, last_human_at = excluded.last_human_at,
      closed_notice_period = excluded.closed_notice_period`,
};

const dropDeadlines: Statement = {
  name: 'deadlines-drop',
  text: `DELETE FROM deadline WHERE ctid = ANY (ARRAY(
    SELECT d.ctid FROM unnest($1::uuid[]) AS k (id) JOIN LATERAL (SELECT ctid FROM deadline WHERE session_id = k.id OFFSET 0) AS d ON true))`,
};

/** What a flight has changed, ready to be written: one entry per row. */
export interface CaseChanges {
  readonly newSessions: readonly StoredSession[];
  readonly changedSessions: readonly StoredSession[];
  readonly messages: readonly Message[];
  readonly buyers: readonly Buyer[];
  readonly deadlines: readonly SessionDeadline[];
  /** Sessions whose timers are all void. */
  readonly untimed: readonly string[];
}

/** Another transaction has written a session between our read and our write: a bug in locking, answered by flying again. */
class StaleSession extends Error {
  readonly code = '40001';
}

/** Writes a flight's changes, one statement per table that has any. Changed sessions come before new ones: a re-entry closes first (SES-9). */
export async function saveCases(tx: Tx, changes: CaseChanges): Promise<void> {
  const { messages, buyers, deadlines, untimed } = changes;
  const sessions = [...changes.changedSessions, ...changes.newSessions];
  const written = sessions.length > 0 ? tx.query(writeSessions, [rows(sessions.map(rowOf))]) : Promise.resolve([]);
  if (messages.length > 0) tx.send(insertMessages, [rows(messages.map(toMessageRow))]);
  if (buyers.length > 0) tx.send(writeBuyers, [rows(buyers.map(toBuyerRow))]);
  if (untimed.length > 0) tx.send(dropDeadlines, [untimed]);
  armDeadlines(tx, deadlines);
  if ((await written).length !== sessions.length) throw new StaleSession('A session was written by somebody who does not hold its buyer');
}

const rowOf = ({ session, version }: StoredSession) => toSessionRow(session, version);

const rows = (list: readonly object[]): string => JSON.stringify(list);
