import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Marked sessions are few, and looked for among very many that are over (SES-21). */
export class MarkedSessions1795830600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX session_marked ON session (shop_id, opened_at, id) WHERE marks IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX session_marked');
  }
}
