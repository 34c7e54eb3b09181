import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE account_identity (issuer text NOT NULL, subject text NOT NULL, shop_id uuid NOT NULL, account_id uuid NOT NULL, bound_at timestamptz NOT NULL,
    CONSTRAINT account_identity_pk PRIMARY KEY (issuer, subject))`,
  `CREATE INDEX account_identity_by_account ON account_identity (account_id)`,
  ...fenceTable('shop', 'account_identity'),
  // Whoever logs in at a company's issuer names no shop, so the worker looks for the login in all of them.
  ...admitWorker('shop', 'account_identity', 'SELECT'),
];

export class AccountIdentities1769000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_identity');
  }
}
