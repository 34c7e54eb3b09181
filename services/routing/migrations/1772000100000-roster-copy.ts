import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const table = `CREATE TABLE roster_copy (
  shop_id uuid NOT NULL, date date NOT NULL, revision int NOT NULL, shifts jsonb NOT NULL,
  CONSTRAINT roster_copy_pk PRIMARY KEY (shop_id, date))`;

/** Who is on shift: agents of one shift never rest all together (STF-14). */
export class RosterCopy1772000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [table, ...fenceTable('routing', 'roster_copy')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE roster_copy');
  }
}
