import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE rating (session_id uuid NOT NULL, shop_id uuid NOT NULL, score smallint NOT NULL, solved boolean, rated_at timestamptz NOT NULL,
    CONSTRAINT rating_pk PRIMARY KEY (session_id))`,
  ...fenceTable('session', 'rating'),
];

/** What buyers say of sessions (MET-20). */
export class Ratings1795834530000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rating');
  }
}
