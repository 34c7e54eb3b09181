import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  'CREATE INDEX shop_state_amiss ON shop_state (id) WHERE amiss IS NOT NULL',
  `CREATE TABLE told_alerts (shop_id uuid NOT NULL, amiss text, open jsonb NOT NULL, look_at timestamptz, CONSTRAINT told_alerts_pk PRIMARY KEY (shop_id))`,
  'CREATE INDEX told_alerts_amiss ON told_alerts (shop_id) WHERE amiss IS NOT NULL',
  'CREATE INDEX told_alerts_due ON told_alerts (look_at) WHERE look_at IS NOT NULL',
  ...fenceTable('routing', 'told_alerts'),
  // The worker finds the shops, whatever their tenant, whose alerts are to be looked at.
  ...admitWorker('routing', 'told_alerts', 'SELECT (shop_id, amiss, look_at)'),
  'GRANT SELECT (amiss) ON shop_state TO jiedai_routing_worker',
];

/** Which alerts managers were told of, and which shops are to be looked at for others. */
export class ToldAlerts1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT (amiss) ON shop_state FROM jiedai_routing_worker');
    await runner.query('DROP TABLE told_alerts');
    await runner.query('DROP INDEX shop_state_amiss');
  }
}
