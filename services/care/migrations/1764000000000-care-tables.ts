import type { MigrationInterface, QueryRunner } from 'typeorm';
import { commandResultSql } from '#libs/platform/database/platform-tables';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const tables = [
  `CREATE TABLE shop_copy (shop_id uuid NOT NULL, version int NOT NULL, policy_version int NOT NULL, time_zone text NOT NULL,
    CONSTRAINT shop_copy_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE account_copy (account_id uuid NOT NULL, shop_id uuid NOT NULL, version int NOT NULL, active boolean NOT NULL,
    CONSTRAINT account_copy_pk PRIMARY KEY (account_id))`,
  `CREATE TABLE order_copy (order_id uuid NOT NULL, shop_id uuid NOT NULL, buyer_id uuid NOT NULL, channel text NOT NULL, channel_order_id text NOT NULL,
    status text NOT NULL, created_at timestamptz NOT NULL, paid_at timestamptz, minor_units bigint, currency text,
    CONSTRAINT order_copy_pk PRIMARY KEY (order_id)) WITH (fillfactor = 80)`,
  `CREATE INDEX order_copy_by_buyer ON order_copy (buyer_id)`,
  `CREATE TABLE deadline (subject_id uuid NOT NULL, kind text NOT NULL, shop_id uuid NOT NULL, due_at timestamptz NOT NULL,
    CONSTRAINT deadline_pk PRIMARY KEY (subject_id, kind))`,
  `CREATE INDEX deadline_due ON deadline (due_at)`,
  `CREATE TABLE care_task (id uuid NOT NULL, shop_id uuid NOT NULL, kind text NOT NULL, about uuid NOT NULL, order_id uuid, buyer_id uuid,
    opened_at timestamptz NOT NULL, due_at timestamptz NOT NULL, overdue_at timestamptz NOT NULL, assignee_id uuid, note text, outcome text,
    closed_at timestamptz, closed_by uuid, CONSTRAINT care_task_pk PRIMARY KEY (id))`,
  `CREATE UNIQUE INDEX care_task_about ON care_task (about, kind)`,
  `CREATE INDEX care_task_by_shop ON care_task (shop_id, overdue_at, id)`,
  `CREATE INDEX care_task_open ON care_task (shop_id, overdue_at, id) WHERE outcome IS NULL`,
  `CREATE INDEX care_task_of_assignee ON care_task (assignee_id) WHERE outcome IS NULL`,
  `CREATE INDEX care_task_of_buyer ON care_task (buyer_id)`,
];

const fenced = ['shop_copy', 'account_copy', 'order_copy', 'deadline', 'care_task'];

/** The worker role sees the deadlines of all shops, because the timer loop has to find out which shops have one due; they are applied under the app role. */
const security = [...fenced.flatMap((table) => fenceTable('care', table)), ...admitWorker('care', 'deadline', 'SELECT')];

export class CareTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...security, ...commandResultSql('care')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...fenced, 'command_result'].join(', ')}`);
  }
}
