import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE ended_session (account_id uuid NOT NULL, id uuid NOT NULL, shop_id uuid NOT NULL, ended_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ended_session_pk PRIMARY KEY (account_id, id))`,
  ...fenceTable('shop', 'ended_session'),
  ...admitRetention('shop', 'ended_session', 'ended_at'),
];

export class EndedSessions1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ended_session');
  }
}
