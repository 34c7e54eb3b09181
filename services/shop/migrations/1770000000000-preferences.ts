import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE account_preference (account_id uuid NOT NULL, shop_id uuid NOT NULL, language text NOT NULL, sounds boolean NOT NULL, send_key text NOT NULL,
    CONSTRAINT account_preference_pk PRIMARY KEY (account_id))`,
  ...fenceTable('shop', 'account_preference'),
];

export class Preferences1770000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_preference');
  }
}
