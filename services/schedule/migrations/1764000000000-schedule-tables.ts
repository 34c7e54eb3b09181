import type { MigrationInterface, QueryRunner } from 'typeorm';
import { commandResultSql } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE reception_version (shop_id uuid NOT NULL, version int NOT NULL, effective_from timestamptz NOT NULL, saved_at timestamptz NOT NULL,
    weekly jsonb, closed_notice text, reason text, saved_by uuid,
    CONSTRAINT reception_version_pk PRIMARY KEY (shop_id, version))`,
  `CREATE TABLE shop_copy (shop_id uuid NOT NULL, version int NOT NULL, policy_version int NOT NULL, time_zone text NOT NULL, holiday_mode jsonb,
    CONSTRAINT shop_copy_pk PRIMARY KEY (shop_id))`,
  ...fenceTable('schedule', 'reception_version'),
  ...fenceTable('schedule', 'shop_copy'),
  ...commandResultSql('schedule'),
];

export class ScheduleTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reception_version, shop_copy, command_result');
  }
}
