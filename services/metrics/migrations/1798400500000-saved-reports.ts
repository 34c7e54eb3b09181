import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  'ALTER TABLE webhook_delivery RENAME COLUMN alert_id TO subject_id',
  `CREATE TABLE saved_report (
    shop_id uuid NOT NULL, report_id uuid NOT NULL, name text NOT NULL, question jsonb NOT NULL, format text NOT NULL, cron text, webhook_id uuid,
    next_at timestamptz, CONSTRAINT saved_report_pk PRIMARY KEY (shop_id, report_id))`,
  'CREATE INDEX saved_report_due ON saved_report (next_at) WHERE next_at IS NOT NULL',
  `CREATE TABLE report_run (
    shop_id uuid NOT NULL, run_id uuid NOT NULL, report_id uuid NOT NULL, due_at timestamptz NOT NULL, ran_at timestamptz NOT NULL,
    from_date date NOT NULL, to_date date NOT NULL, file text, error text, CONSTRAINT report_run_pk PRIMARY KEY (shop_id, run_id))`,
  'CREATE INDEX report_run_by_time ON report_run (shop_id, report_id, ran_at, run_id)',
  ...['saved_report', 'report_run'].flatMap((table) => fenceTable('metrics', table)),
  // The worker finds the shops, whatever their tenant, whose reports are due.
  ...admitWorker('metrics', 'saved_report', 'SELECT (shop_id, next_at)'),
];

/** Reports that shops have run again and again; what is delivered may be one of them. */
export class SavedReports1798400500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_report, report_run');
    await runner.query('ALTER TABLE webhook_delivery RENAME COLUMN subject_id TO alert_id');
  }
}
