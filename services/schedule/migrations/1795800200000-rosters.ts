import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const tables = ['shift', 'roster', 'agent_leave', 'shift_template'];

const statements = [
  `CREATE TABLE shift (shop_id uuid NOT NULL, id uuid NOT NULL, agent_id uuid NOT NULL, shift_date date NOT NULL, starts smallint NOT NULL,
    ends smallint NOT NULL, group_id uuid, note text, CONSTRAINT shift_pk PRIMARY KEY (shop_id, id))`,
  'CREATE INDEX shift_date ON shift (shop_id, shift_date)',
  `CREATE TABLE roster (shop_id uuid NOT NULL, revision int NOT NULL, required jsonb, saved_at timestamptz NOT NULL,
    CONSTRAINT roster_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE agent_leave (shop_id uuid NOT NULL, id uuid NOT NULL, agent_id uuid NOT NULL, starts_on date NOT NULL, ends_on date NOT NULL, note text,
    CONSTRAINT agent_leave_pk PRIMARY KEY (shop_id, id))`,
  'CREATE INDEX agent_leave_end ON agent_leave (shop_id, ends_on)',
  `CREATE TABLE shift_template (shop_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, shifts jsonb NOT NULL,
    CONSTRAINT shift_template_pk PRIMARY KEY (shop_id, id))`,
  ...tables.flatMap((table) => fenceTable('schedule', table)),
];

export class Rosters1795800200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tables.join(', ')}`);
  }
}
