import type { MigrationInterface, QueryRunner } from 'typeorm';
import { commandResultSql } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

/* Holiday mode, tier, position and department come with their rules; the columns wait for them. */
const statements = [
  `CREATE TABLE shop (id uuid NOT NULL, version int NOT NULL, name text NOT NULL, time_zone text NOT NULL, preset text NOT NULL,
    overrides jsonb NOT NULL, policy_version int NOT NULL, owner_id uuid NOT NULL, holiday_mode jsonb, tier text,
    created_at timestamptz NOT NULL, CONSTRAINT shop_pk PRIMARY KEY (id))`,
  `CREATE TABLE account (id uuid NOT NULL, shop_id uuid NOT NULL, version int NOT NULL, name text NOT NULL, nickname text NOT NULL,
    roles text[] NOT NULL, im_enabled boolean NOT NULL, no_routing boolean NOT NULL, active boolean NOT NULL, position_id uuid, department text,
    created_at timestamptz NOT NULL, CONSTRAINT account_pk PRIMARY KEY (id))`,
  `CREATE INDEX account_by_shop ON account (shop_id)`,
  ...fenceTable('shop', 'shop', 'id'),
  ...fenceTable('shop', 'account'),
  ...commandResultSql('shop'),
];

export class ShopTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shop, account, command_result');
  }
}
