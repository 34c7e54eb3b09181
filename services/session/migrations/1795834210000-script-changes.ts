import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One change may write many scripts: whoever follows the changes page by page finds its place among them by the index too. */
export class ScriptChanges1795834210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX script_changes');
    await runner.query('CREATE INDEX script_changes ON script (shop_id, seq, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX script_changes');
    await runner.query('CREATE INDEX script_changes ON script (shop_id, seq)');
  }
}
