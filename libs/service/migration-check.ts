import type { Database, Statement } from '#libs/platform/database/database';

const newest: Statement = { name: 'newest-migration', text: 'SELECT name FROM migrations ORDER BY id DESC LIMIT 1' };

/** Resolves when the database answers and has this code's newest migration; rejects with the reason otherwise. */
export async function checkMigrated(db: Database, expected: string): Promise<void> {
  const rows = await db.transaction([], (tx) => tx.query<{ name: string }>(newest));
  if (rows[0]?.name !== expected) throw new Error(`the database is at ${rows[0]?.name ?? 'no migration'}, this code expects ${expected}`);
}
