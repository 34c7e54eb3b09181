import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  'CREATE TABLE watched_rates (shop_id uuid NOT NULL, look_at timestamptz NOT NULL, CONSTRAINT watched_rates_pk PRIMARY KEY (shop_id))',
  'CREATE INDEX watched_rates_due ON watched_rates (look_at)',
  // Shops in which somebody was left without an answer lately are looked at once; each look says when the next one is due.
  'ALTER TABLE figure_sum NO FORCE ROW LEVEL SECURITY',
  `INSERT INTO watched_rates SELECT DISTINCT shop_id, now() FROM figure_sum
    WHERE dimension = 'SHOP' AND grain = 'DAY' AND business_date > current_date - 9 AND unanswered > 0`,
  'ALTER TABLE figure_sum FORCE ROW LEVEL SECURITY',
  ...fenceTable('metrics', 'watched_rates'),
  // The worker finds the shops, whatever their tenant, that are to be looked at.
  ...admitWorker('metrics', 'watched_rates', 'SELECT'),
];

/** Which shops' rates are looked at, and when. */
export class WatchedRates1798400300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE watched_rates');
  }
}
