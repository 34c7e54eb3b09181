import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention } from '#libs/platform/database/platform-tables';
import { admitWorker } from '#libs/platform/database/row-security';

const statements = [
  'ALTER TABLE session_figure ADD COLUMN projection_version integer NOT NULL DEFAULT 1',
  'CREATE INDEX session_figure_by_projection ON session_figure (projection_version, shop_id, session_id)',
  // The recomputation looks for shops with figures of an older projection; it computes them shop by shop under the app role.
  ...admitWorker('metrics', 'session_figure', 'SELECT'),
  ...admitRetention('metrics', 'fact', 'occurred_at'),
];

/** Figures say which projection computed them; facts older than their setting may be deleted. */
export class ProjectionVersion1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY session_figure_worker ON session_figure');
    await runner.query('DROP POLICY fact_worker ON fact');
    await runner.query('REVOKE ALL ON session_figure, fact FROM jiedai_metrics_worker');
    await runner.query('ALTER TABLE session_figure DROP COLUMN projection_version');
  }
}
