import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  'CREATE TABLE slow_shop (shop_id uuid NOT NULL, alert_id uuid NOT NULL, raised_at timestamptz NOT NULL, CONSTRAINT slow_shop_pk PRIMARY KEY (shop_id))',
  ...fenceTable('session', 'slow_shop'),
  // The worker finds the shops, whatever their tenant, in which somebody waits for long.
  ...admitWorker('session', 'slow_shop', 'SELECT (shop_id)'),
  'GRANT SELECT (waiting_since, close_reason) ON session TO jiedai_session_worker',
];

/** Shops whose managers were told of slow replies (SES-22). */
export class SlowShops1798400400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT (waiting_since, close_reason) ON session FROM jiedai_session_worker');
    await runner.query('DROP TABLE slow_shop');
  }
}
