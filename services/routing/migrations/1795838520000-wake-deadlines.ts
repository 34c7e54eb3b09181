import type { MigrationInterface, QueryRunner } from 'typeorm';

const rename = (from: string, to: string): string => `UPDATE deadline SET kind = '${to}' WHERE kind = '${from}'`;

/** What wakes a shop is called so: it was named after the first thing that did. */
export class WakeDeadlines1795838520000 implements MigrationInterface {
  up = (runner: QueryRunner): Promise<void> => renamed(runner, rename('LONGEST_WAIT', 'WAKE'));

  down = (runner: QueryRunner): Promise<void> => renamed(runner, rename('WAKE', 'LONGEST_WAIT'));
}

async function renamed(runner: QueryRunner, sql: string): Promise<void> {
  await runner.query('ALTER TABLE deadline NO FORCE ROW LEVEL SECURITY');
  await runner.query(sql);
  await runner.query('ALTER TABLE deadline FORCE ROW LEVEL SECURITY');
}
