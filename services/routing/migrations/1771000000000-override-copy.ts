import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const table = `CREATE TABLE override_copy (
  shop_id uuid NOT NULL, revision int NOT NULL, override jsonb,
  CONSTRAINT override_copy_pk PRIMARY KEY (shop_id))`;

/** Shops that are open or closed by hand, above their hours. */
export class OverrideCopy1771000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [table, ...fenceTable('routing', 'override_copy')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE override_copy');
  }
}
