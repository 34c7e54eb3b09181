import type { Database, Statement } from '../database/database';
import { selectList } from '../database/read-rows';
import { auditEntryTable, type AuditEntry } from './audit-tables';

/** What lines are asked for; null means any. */
export interface AuditQuery {
  readonly who: string | null;
  readonly what: string | null;
  readonly on: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Only lines older than this one. */
  readonly before: number | null;
  readonly most: number;
}

const list: Statement = {
  name: 'audit-list',
  text: `SELECT ${selectList(auditEntryTable, 'e')} FROM audit_entry AS e
    WHERE shop_id = $1 AND ($2::text IS NULL OR actor_id = $2) AND ($3::text IS NULL OR operation = $3) AND ($4::text IS NULL OR on_id = $4)
      AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6) AND ($7::bigint IS NULL OR seq < $7)
    ORDER BY seq DESC LIMIT $8`,
};

/** The lines of a shop, newest first. */
export const readAudit = (db: Database, shopId: string, { who, what, on, from, to, before, most }: AuditQuery): Promise<AuditEntry[]> =>
  db.transaction([shopId], (tx) => tx.query<AuditEntry>(list, [shopId, who, what, on, from, to, before, most]));
