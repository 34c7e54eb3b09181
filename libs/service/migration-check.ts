import type { Database, Statement } from '#libs/platform/database/database';
import type { ServiceSchema } from '#libs/platform/database/migrate';

const applied: Statement = { name: 'applied-migrations', text: 'SELECT name FROM migrations' };

/** Resolves when the database answers and has exactly this code's migrations; rejects with the reason otherwise. */
export async function checkMigrated(db: Database, { migrations }: ServiceSchema): Promise<void> {
  const rows = await db.transaction([], (tx) => tx.query<{ name: string }>(applied));
  const problem = migrationProblem(
    migrations.map(({ name }) => name),
    rows.map(({ name }) => name),
  );
  if (problem !== undefined) throw new Error(problem);
}

/** What a database lacks for this code, or has from newer code; in whatever order it was migrated. */
export function migrationProblem(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const missing = ours.find((name) => !theirs.includes(name));
  if (missing !== undefined) return `the database has not been migrated to ${missing}`;
  const newer = theirs.find((name) => !ours.includes(name));
  return newer === undefined ? undefined : `the database was migrated by newer code (${newer})`;
}
