import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE buyer_access (shop_id uuid NOT NULL, anonymous boolean NOT NULL, CONSTRAINT buyer_access_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE buyer_token_key (id uuid NOT NULL, shop_id uuid NOT NULL, name text NOT NULL, public_key text NOT NULL, algorithm text NOT NULL,
    created_at timestamptz NOT NULL, revoked_at timestamptz, CONSTRAINT buyer_token_key_pk PRIMARY KEY (id))`,
  `CREATE INDEX buyer_token_key_by_shop ON buyer_token_key (shop_id)`,
  ...fenceTable('shop', 'buyer_access'),
  ...fenceTable('shop', 'buyer_token_key'),
];

export class BuyerAccess1768000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE buyer_access, buyer_token_key');
  }
}
