import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE delivery (
    message_id uuid NOT NULL, session_id uuid NOT NULL, ordinal integer NOT NULL, shop_id uuid NOT NULL, state text NOT NULL,
    at timestamptz NOT NULL, reason text, channel_message_id text, CONSTRAINT delivery_pk PRIMARY KEY (message_id))`,
  ...fenceTable('session', 'delivery'),
];

/** What channels have made of messages to their buyers. */
export class Deliveries1795830300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery');
  }
}
