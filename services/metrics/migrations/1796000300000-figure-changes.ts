import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  'CREATE INDEX session_figure_by_change ON session_figure (shop_id, changes_at) WHERE changes_at IS NOT NULL',
  'CREATE INDEX session_figure_by_buyer ON session_figure (buyer_id)',
];

/** Figures are found by the instant at which they change, and by their buyer. */
export class FigureChanges1796000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX session_figure_by_change, session_figure_by_buyer');
  }
}
