import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nothing has ever read or written these columns; each comes back with the rule that needs it. */
export class UnreadColumns1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shop DROP COLUMN holiday_mode, DROP COLUMN tier');
    await runner.query('ALTER TABLE account DROP COLUMN position_id, DROP COLUMN department');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shop ADD COLUMN holiday_mode jsonb, ADD COLUMN tier text');
    await runner.query('ALTER TABLE account ADD COLUMN position_id uuid, ADD COLUMN department text');
  }
}
