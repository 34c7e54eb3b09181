import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE promotion (id uuid NOT NULL, shop_id uuid NOT NULL, revision int NOT NULL, name text NOT NULL, kind text NOT NULL,
    first_date date NOT NULL, last_date date NOT NULL, facts jsonb NOT NULL, briefing jsonb NOT NULL, briefing_revision int NOT NULL,
    actuals_revision int NOT NULL, actuals_on date, cancelled_at timestamptz, saved_at timestamptz NOT NULL, saved_by uuid,
    CONSTRAINT promotion_pk PRIMARY KEY (id))`,
  'CREATE INDEX promotion_by_date ON promotion (shop_id, first_date, id)',
  `CREATE TABLE promotion_task (id uuid NOT NULL, shop_id uuid NOT NULL, promotion_id uuid NOT NULL, key text NOT NULL, kind text NOT NULL,
    due_date date NOT NULL, due_minute smallint, overdue_at timestamptz NOT NULL, place int NOT NULL, agent_id uuid, assignee_id uuid,
    facts jsonb NOT NULL, note text, done_cases int, all_cases int, ticked_at timestamptz, ticked_by uuid,
    CONSTRAINT promotion_task_pk PRIMARY KEY (id))`,
  'CREATE UNIQUE INDEX promotion_task_key ON promotion_task (shop_id, promotion_id, key)',
  'CREATE INDEX promotion_task_order ON promotion_task (shop_id, overdue_at, place, id)',
  'CREATE INDEX promotion_task_assignee ON promotion_task (shop_id, assignee_id, overdue_at)',
  ...fenceTable('schedule', 'promotion'),
  ...fenceTable('schedule', 'promotion_task'),
];

export class Promotions1773000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE promotion, promotion_task');
  }
}
