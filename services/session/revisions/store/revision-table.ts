import { instant, integer, table, text, uuid } from '#libs/platform/database/table';
import type { Revision } from '../domain/revision';

/** What messages were before they were edited or recalled. */
export const revisionTable = table('message_revision', {
  sessionId: uuid().key(),
  ordinal: integer().key(),
  number: integer().key(),
  shopId: uuid(),
  kind: text<Revision['kind']>(),
  at: instant(),
  agentId: uuid().null(),
  text: text().null(),
  reference: text().null(),
});
