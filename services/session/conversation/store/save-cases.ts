import type { Statement, Tx } from '#libs/platform/database/database';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { saveAttachments } from '../../attachments/store/attachments';
import type { Revision } from '../../revisions/domain/revision';
import { saveRevisions } from '../../revisions/store/save-revisions';
import { countUses } from '../../scripts/store/count-uses';
import type { ScriptSent } from '../domain/change';
import type { Buyer, Message } from '../domain/session';
import { buyerTable, conversationFields, toBuyerRow } from './buyer-table';
import { armDeadlines, type SessionDeadline } from './deadlines';
import { messageTable } from './message-table';
import { sessionTable, toSessionRow, type StoredSession } from './session-table';

/* Upserts, because they find their rows by the key's index whatever the planner believes. A changed row is met at the version it was read at, or not written. */
const writeSessions = insertRows(sessionTable, {
  name: 'sessions-write',
  onConflict: { update: changing(sessionTable), where: 't.state_version = excluded.state_version - 1' },
  returning: ['id'],
});

const insertMessages = insertRows(messageTable, { name: 'messages-insert' });

/* Names come with messages and are written where the buyer is locked. */
const writeBuyers = insertRows(buyerTable, {
  name: 'buyers-write',
  fields: conversationFields,
  onConflict: { update: ['lastHumanAgentId', 'lastHumanAt', 'closedNoticePeriod', 'promptedAt'] },
});

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
  /** Messages as they stand after their revisions, each once. */
  readonly revised: readonly Message[];
  readonly revisions: readonly Revision[];
  /** Scripts that were sent. */
  readonly used: readonly ScriptSent[];
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
  const { messages, buyers, deadlines, untimed, revised, revisions } = changes;
  const sessions = [...changes.changedSessions, ...changes.newSessions];
  const written = sessions.length > 0 ? tx.query(writeSessions, [jsonRows(sessions.map(toSessionRow))]) : Promise.resolve([]);
  if (messages.length > 0) tx.send(insertMessages, [jsonRows(messages)]);
  saveAttachments(tx, messages);
  saveRevisions(tx, revised, revisions);
  countUses(tx, changes.used);
  if (buyers.length > 0) tx.send(writeBuyers, [jsonRows(buyers.map(toBuyerRow))]);
  if (untimed.length > 0) tx.send(dropDeadlines, [untimed]);
  armDeadlines(tx, deadlines);
  if ((await written).length !== sessions.length) throw new StaleSession('A session was written by somebody who does not hold its buyer');
}
