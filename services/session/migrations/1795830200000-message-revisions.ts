import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE message_revision (
    session_id uuid NOT NULL, ordinal integer NOT NULL, number integer NOT NULL, shop_id uuid NOT NULL, kind text NOT NULL,
    at timestamptz NOT NULL, agent_id uuid, text text, reference text,
    CONSTRAINT message_revision_pk PRIMARY KEY (session_id, ordinal, number))`,
  ...fenceTable('session', 'message_revision'),
];

/** What messages were before they were edited or recalled. */
export class MessageRevisions1795830200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message_revision');
  }
}
