import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const table = `CREATE TABLE starvation (
  shop_id uuid NOT NULL, pool text NOT NULL, session_id uuid NOT NULL, agent_id uuid NOT NULL, reason text NOT NULL, found_at timestamptz NOT NULL,
  CONSTRAINT starvation_pk PRIMARY KEY (shop_id, pool))`;

/** Who was found waiting although an agent had room, and why. */
export class Starvation1774000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    for (const statement of fenceTable('routing', 'starvation')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE starvation');
  }
}
