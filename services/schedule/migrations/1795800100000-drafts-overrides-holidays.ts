import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE reception_draft (shop_id uuid NOT NULL, subject_id uuid NOT NULL, revision int NOT NULL, based_on int NOT NULL, content jsonb NOT NULL,
    effective_from text, reason text, saved_at timestamptz NOT NULL, saved_by uuid,
    CONSTRAINT reception_draft_pk PRIMARY KEY (shop_id, subject_id))`,
  `CREATE TABLE reception_override (shop_id uuid NOT NULL, revision int NOT NULL, is_open boolean, starts_at timestamptz, ends_at timestamptz, reason text, set_by uuid,
    CONSTRAINT reception_override_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE holiday_table (shop_id uuid NOT NULL, source text NOT NULL, edition int NOT NULL, own jsonb, saved_at timestamptz, saved_by uuid,
    CONSTRAINT holiday_table_pk PRIMARY KEY (shop_id))`,
  ...fenceTable('schedule', 'reception_draft'),
  ...fenceTable('schedule', 'reception_override'),
  ...fenceTable('schedule', 'holiday_table'),
  // After an update of the product the shops are looked for whose hours follow older holidays; they are saved anew shop by shop under the app role.
  ...admitWorker('schedule', 'holiday_table', 'SELECT'),
];

export class DraftsOverridesHolidays1795800100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reception_draft, reception_override, holiday_table');
  }
}
