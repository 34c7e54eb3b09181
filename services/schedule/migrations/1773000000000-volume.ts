import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE volume_day (shop_id uuid NOT NULL, date date NOT NULL, consultations jsonb NOT NULL, replies jsonb, mean_reply_ms jsonb, rated jsonb,
    satisfied jsonb, complaints jsonb, saved_at timestamptz NOT NULL, saved_by uuid,
    CONSTRAINT volume_day_pk PRIMARY KEY (shop_id, date))`,
  ...fenceTable('schedule', 'volume_day'),
];

export class Volume1773000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE volume_day');
  }
}
