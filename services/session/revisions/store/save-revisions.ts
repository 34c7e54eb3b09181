import type { Tx } from '#libs/platform/database/database';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import { messageTable } from '../../conversation/store/message-table';
import type { Message } from '../../conversation/domain/session';
import type { Revision } from '../domain/revision';
import { revisionTable } from './revision-table';

const reviseMessages = updateRows(messageTable, {
  name: 'messages-revise',
  fields: ['text', 'reference', 'revision', 'editedAt', 'recalledAt', 'channelEditedAt'],
});

const keep = insertRows(revisionTable, { name: 'message-revisions-insert' });

/** Writes messages as they are now, and what they were. The caller holds their buyers. No statement for none. */
export function saveRevisions(tx: Tx, messages: readonly Message[], revisions: readonly Revision[]): void {
  if (messages.length === 0) return;
  tx.send(reviseMessages, [jsonRows(messages)]);
  tx.send(keep, [jsonRows(revisions)]);
}
