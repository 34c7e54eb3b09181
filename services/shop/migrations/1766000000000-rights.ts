import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE account_grant (account_id uuid NOT NULL, permission text NOT NULL, shop_id uuid NOT NULL, granted_by uuid,
    granted_at timestamptz NOT NULL, until timestamptz, CONSTRAINT account_grant_pk PRIMARY KEY (account_id, permission))`,
  `CREATE TABLE shop_position (id uuid NOT NULL, shop_id uuid NOT NULL, name text NOT NULL, rights text[] NOT NULL,
    created_at timestamptz NOT NULL, CONSTRAINT shop_position_pk PRIMARY KEY (id))`,
  `CREATE INDEX shop_position_by_shop ON shop_position (shop_id)`,
  ...fenceTable('shop', 'account_grant'),
  ...fenceTable('shop', 'shop_position'),
];

export class Rights1766000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_grant, shop_position');
  }
}
