import { bigint, instant, jsonText, table, text, uuid, type RowOf } from '../database/table';

/**
 * Every privileged act of a shop, in the order they were done. `before` and `after` hold the fields that changed, null where the thing was not there.
 * The database numbers the lines and chains them (audit-migration.ts).
 */
export const auditEntryTable = table('audit_entry', {
  shopId: uuid().key(),
  seq: bigint().key(),
  at: instant(),
  actorKind: text(),
  actorId: text(),
  tokenSubject: text(),
  operation: text(),
  onKind: text(),
  onId: text(),
  before: jsonText<object>().null(),
  after: jsonText<object>().null(),
  address: text().null(),
  userAgent: text().null(),
  requestId: text().null(),
  commandId: text().null(),
  hash: text(),
});

export type AuditEntry = RowOf<typeof auditEntryTable>;

/** Where a shop's chain ends: the number and the hash of its last line. */
export const auditHeadTable = table('audit_head', { shopId: uuid().key(), seq: bigint(), hash: text() });

export const auditTables = [auditEntryTable.entity, auditHeadTable.entity];
