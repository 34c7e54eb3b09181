import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const tables = ['script_library', 'script', 'script_category', 'script_use'];

const statements = [
  `CREATE TABLE script_library (shop_id uuid NOT NULL, scripts int NOT NULL, seq bigint NOT NULL, last_position int NOT NULL,
    CONSTRAINT script_library_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE script (shop_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, seq bigint NOT NULL, tier text NOT NULL, owner_id uuid,
    department text, category_id uuid, title text NOT NULL, text text, images text[] NOT NULL, keywords text[] NOT NULL, valid_from date, valid_until date,
    offered boolean NOT NULL, position int NOT NULL, changed_at timestamptz NOT NULL, changed_by uuid, deleted_at timestamptz,
    CONSTRAINT script_pk PRIMARY KEY (shop_id, id),
    CONSTRAINT script_shelf CHECK ((tier = 'PERSONAL') = (owner_id IS NOT NULL) AND (tier = 'DEPARTMENT') = (department IS NOT NULL)))`,
  'CREATE INDEX script_changes ON script (shop_id, seq)',
  'CREATE INDEX script_order ON script (shop_id, position, id)',
  'CREATE INDEX script_of_category ON script (shop_id, category_id, position, id)',
  'CREATE INDEX script_of_owner ON script (shop_id, owner_id) WHERE owner_id IS NOT NULL',
  `CREATE TABLE script_category (shop_id uuid NOT NULL, id uuid NOT NULL, parent_id uuid, name text NOT NULL, position int NOT NULL,
    CONSTRAINT script_category_pk PRIMARY KEY (shop_id, id))`,
  `CREATE TABLE script_use (shop_id uuid NOT NULL, script_id uuid NOT NULL, agent_id uuid NOT NULL, uses int NOT NULL, last_used_at timestamptz NOT NULL,
    CONSTRAINT script_use_pk PRIMARY KEY (shop_id, script_id, agent_id))`,
  ...tables.flatMap((table) => fenceTable('session', table)),
];

/** Scripts with their categories, and how often they are used (KB-13 to KB-23). */
export class Scripts1795833410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tables.join(', ')}`);
  }
}
