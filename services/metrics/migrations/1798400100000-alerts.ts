import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE alert (
    shop_id uuid NOT NULL, alert_id uuid NOT NULL, key text NOT NULL, kind text NOT NULL, grade text NOT NULL,
    raised_at timestamptz NOT NULL, cleared_at timestamptz, facts jsonb NOT NULL, CONSTRAINT alert_pk PRIMARY KEY (shop_id, alert_id))`,
  'CREATE UNIQUE INDEX alert_open ON alert (shop_id, key) WHERE cleared_at IS NULL',
  'CREATE INDEX alert_by_time ON alert (shop_id, raised_at, alert_id)',
  ...fenceTable('metrics', 'alert'),
  ...admitRetention('metrics', 'alert', 'cleared_at'),
];

/** What managers were told to see to. */
export class Alerts1798400100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alert');
  }
}
