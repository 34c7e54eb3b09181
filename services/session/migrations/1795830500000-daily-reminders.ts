import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Shops that are known already get a reminder that is due at once. It stands at no time of day that they were to be reminded at, so that it reminds nobody and is
 * only set for the next one.
 */
export class DailyReminders1795830500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['deadline', 'shop_copy']) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`INSERT INTO deadline (session_id, kind, shop_id, due_at)
      SELECT shop_id, 'REMINDER', shop_id, '1970-01-01T00:00:00.001Z' FROM shop_copy`);
    for (const table of ['deadline', 'shop_copy']) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE deadline NO FORCE ROW LEVEL SECURITY');
    await runner.query(`DELETE FROM deadline WHERE kind = 'REMINDER'`);
    await runner.query('ALTER TABLE deadline FORCE ROW LEVEL SECURITY');
  }
}
