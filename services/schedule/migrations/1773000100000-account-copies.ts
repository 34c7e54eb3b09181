import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE account_copy (account_id uuid NOT NULL, shop_id uuid NOT NULL, version int NOT NULL, roles text[] NOT NULL, active boolean NOT NULL,
    CONSTRAINT account_copy_pk PRIMARY KEY (account_id))`,
  'CREATE INDEX account_copy_by_shop ON account_copy (shop_id)',
  ...fenceTable('schedule', 'account_copy'),
];

export class AccountCopies1773000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_copy');
  }
}
