import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE attachment (
    id uuid NOT NULL, session_id uuid NOT NULL, ordinal integer NOT NULL, shop_id uuid NOT NULL, buyer_id uuid NOT NULL,
    CONSTRAINT attachment_pk PRIMARY KEY (id, session_id, ordinal))`,
  `CREATE INDEX attachment_of_buyer ON attachment (buyer_id)`,
  ...fenceTable('session', 'attachment'),
];

/** Which file is in which message. */
export class Attachments1795834500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachment');
  }
}
