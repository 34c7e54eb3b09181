import type { Statement, Tx } from '#libs/platform/database';
import type { Buyer, Message } from '../domain/session';
import { toBuyerRow } from './buyer-row';
import { armDeadlines, type SessionDeadline } from './deadlines';
import type { StoredSession } from './load-cases';
import { toMessageRow, type MessageRow } from './message-row';
import { fixedColumns, movingColumns, toSessionRow } from './session-row';

/** Rows travel as one JSON parameter: a table's own row type reads them, and forty arrays need not be kept in step. */
const rowsOf = (table: string): string => `json_populate_recordset(NULL::${table}, $1::json)`;
const listed = (columns: readonly string[], from = ''): string => columns.map((column) => `${from}${column}`).join(', ');

const sessionColumns = [...fixedColumns, ...movingColumns];
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

const insertSessions: Statement = {
  name: 'sessions-insert',
  text: `INSERT INTO session (${listed(sessionColumns)}) SELECT ${listed(sessionColumns)} FROM ${rowsOf('session')}`,
};

const updateSessions: Statement = {
  name: 'sessions-update',
  text: `UPDATE session AS s SET ${movingColumns.map((column) => `${column} = k.${column}`).join(', ')} FROM ${rowsOf('session')} AS k
    WHERE s.id = k.id AND s.state_version = k.state_version - 1 RETURNING s.id`,
};

const insertMessages: Statement = {
  name: 'messages-insert',
  text: `INSERT INTO message (${listed(messageColumns)}) SELECT ${listed(messageColumns)} FROM ${rowsOf('message')}`,
};

const updateBuyers: Statement = {
  name: 'buyers-update',
  text: `UPDATE buyer AS b SET last_human_agent_id = k.last_human_agent_id, last_human_at = k.last_human_at, closed_notice_period = k.closed_notice_period
    FROM ${rowsOf('buyer')} AS k WHERE b.id = k.id`,
};

const dropDeadlines: Statement = { name: 'deadlines-drop', text: 'DELETE FROM deadline WHERE session_id = ANY ($1::uuid[])' };

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

/** Writes a flight's changes, one statement per table that has any. Changes come before openings: a re-entry closes first (SES-9). */
export async function saveCases(tx: Tx, changes: CaseChanges): Promise<void> {
  const { newSessions, changedSessions, messages, buyers, deadlines, untimed } = changes;
  if (changedSessions.length > 0) {
    const written = await tx.query(updateSessions, [rows(changedSessions.map(({ session, version }) => toSessionRow(session, version)))]);
    if (written.length !== changedSessions.length) throw new StaleSession('A session was written by somebody who does not hold its buyer');
  }
  if (newSessions.length > 0)
    await tx.query(insertSessions, [rows(newSessions.map(({ session, version }) => toSessionRow(session, version)))]);
  if (messages.length > 0) await tx.query(insertMessages, [rows(messages.map(toMessageRow))]);
  if (buyers.length > 0) await tx.query(updateBuyers, [rows(buyers.map(toBuyerRow))]);
  if (untimed.length > 0) await tx.query(dropDeadlines, [untimed]);
  await armDeadlines(tx, deadlines);
}

const rows = (list: readonly object[]): string => JSON.stringify(list);
