import { createHash } from 'node:crypto';
import type { Database, Statement } from '../database/database';
import { selectList } from '../database/read-rows';
import { auditEntryTable, auditHeadTable, type AuditEntry } from './audit-tables';

/** The first line at which it shows that a shop's chain is not as it was written, and what is wrong with it. */
export interface BrokenChain {
  readonly shopId: string;
  readonly seq: number;
  readonly problem: string;
}

export interface VerifiedChain {
  readonly shopId: string;
  readonly lines: number;
  /** The hash of the last line: who keeps it elsewhere can tell later whether the chain was written anew. */
  readonly head: string;
}

/** A line as its columns say it, both JSON values as the texts that were hashed. */
type StoredLine = Omit<AuditEntry, 'before' | 'after'> & { readonly before: string | null; readonly after: string | null };

const plain = auditEntryTable.fields.filter((field) => field !== 'before' && field !== 'after');
const page: Statement = {
  name: 'audit-page',
  text: `SELECT ${selectList(auditEntryTable, 'e', plain)}, e.before::text AS before, e.after::text AS after FROM audit_entry AS e
    WHERE shop_id = $1 AND seq > $2 ORDER BY seq LIMIT 1000`,
};
const shops: Statement = {
  name: 'audit-shops',
  text: `SELECT DISTINCT shop_id AS "shopId" FROM (SELECT shop_id FROM audit_head UNION ALL SELECT shop_id FROM audit_entry) AS k ORDER BY 1`,
};
const headOf: Statement = { name: 'audit-head', text: `SELECT ${selectList(auditHeadTable, 'h')} FROM audit_head AS h WHERE shop_id = $1` };

/** The shops that have a chain, under the worker role. */
export const auditedShops = async (db: Database): Promise<string[]> =>
  (await db.transaction([], (tx) => tx.query<{ shopId: string }>(shops))).map(({ shopId }) => shopId);

/** Computes a shop's chain again, line by line, without asking the database's own functions. Lines may be appended meanwhile. */
export async function verifyChain(db: Database, shopId: string): Promise<VerifiedChain | BrokenChain> {
  const broken = (seq: number, problem: string): BrokenChain => ({ shopId, seq, problem });
  const end = await readHead(db, shopId);
  let [lines, hash] = [0, ''];
  for (;;) {
    const found = await db.transaction([], (tx) => tx.query<StoredLine>(page, [shopId, lines]));
    for (const line of found) {
      if (line.seq !== lines + 1) return broken(lines + 1, 'is missing');
      if (line.hash !== hashOf(line, hash)) return broken(line.seq, 'is not as it was written behind the one before it');
      [lines, hash] = [line.seq, line.hash];
      if (lines === end.seq && hash !== end.hash) return broken(lines, 'is not the one the chain ended with');
    }
    if (found.length === 0) break;
  }
  if (lines < end.seq) return broken(lines + 1, 'is missing');
  if (lines > end.seq && (await readHead(db, shopId)).seq < lines) return broken(end.seq + 1, 'stands behind the end of the chain');
  return { shopId, lines, head: hash };
}

const readHead = async (db: Database, shopId: string): Promise<{ readonly seq: number; readonly hash: string }> =>
  (await db.transaction([], (tx) => tx.query<{ seq: number; hash: string }>(headOf, [shopId])))[0] ?? { seq: 0, hash: '' };

/** The text whose hash a line bears, but for the hash before it: as PostgreSQL writes a JSON array. */
export const hashedText = (line: StoredLine): string => {
  const { shopId, seq, at, actorKind, actorId, tokenSubject, operation, onKind, onId, before, after, address, userAgent } = line;
  const values = [
    ...[shopId, seq, at.toISOString(), actorKind, actorId, tokenSubject, operation, onKind, onId],
    ...[before, after, address, userAgent, line.requestId, line.commandId],
  ];
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
};

const hashOf = (line: StoredLine, previous: string): string =>
  createHash('sha256')
    .update(hashedText(line) + previous)
    .digest('hex');
