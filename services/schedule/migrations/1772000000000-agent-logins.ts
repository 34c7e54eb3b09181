import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE agent_login (shop_id uuid NOT NULL, agent_id uuid NOT NULL, logged_in_at timestamptz NOT NULL, logged_out_at timestamptz,
    CONSTRAINT agent_login_pk PRIMARY KEY (shop_id, agent_id, logged_in_at))`,
  'CREATE INDEX agent_login_time ON agent_login (shop_id, logged_in_at)',
  ...fenceTable('schedule', 'agent_login'),
  ...admitRetention('schedule', 'agent_login', 'logged_out_at'),
];

/** When agents were at their workbenches. */
export class AgentLogins1772000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_login');
  }
}
