import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE api_key (id uuid NOT NULL, shop_id uuid NOT NULL, name text NOT NULL, scopes text[] NOT NULL, digest text NOT NULL, previous_digest text,
    previous_until timestamptz, expires_at timestamptz, created_by uuid, created_at timestamptz NOT NULL, last_used_at timestamptz, revoked_at timestamptz,
    CONSTRAINT api_key_pk PRIMARY KEY (id))`,
  `CREATE INDEX api_key_by_shop ON api_key (shop_id)`,
  ...fenceTable('shop', 'api_key'),
];

export class ApiKeys1767000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_key');
  }
}
