import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE buyer_profile (buyer_id uuid NOT NULL, shop_id uuid NOT NULL, interests text[] NOT NULL, sizes jsonb NOT NULL, note text,
    changed_at timestamptz NOT NULL, changed_by uuid, CONSTRAINT buyer_profile_pk PRIMARY KEY (buyer_id))`,
  `CREATE INDEX buyer_merged ON buyer (merged_into) WHERE merged_into IS NOT NULL`,
  `CREATE INDEX buyer_profile_shop ON buyer_profile (shop_id)`,
  ...fenceTable('session', 'buyer_profile'),
];

/** What shops know of buyers (CARE-13), and which identities are one person. */
export class Profiles1795835110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE buyer_profile');
    await runner.query('DROP INDEX buyer_merged');
  }
}
