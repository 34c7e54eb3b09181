import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, workerRole } from '#libs/platform/database/row-security';

/** The owner works behind the fence, so that a migration sees the rows of all shops. */
const unfenced = (tables: readonly string[], statements: readonly string[]): string[] => [
  ...tables.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
  ...statements,
  ...tables.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`),
];

const up = [
  // A channel's id of a message is unique for one buyer only (RES-83). The buyer names shop and channel too.
  `ALTER TABLE message ADD COLUMN buyer_id uuid`,
  ...unfenced(['message', 'session'], [`UPDATE message AS m SET buyer_id = s.buyer_id FROM session AS s WHERE s.id = m.session_id`]),
  `ALTER TABLE message ALTER COLUMN buyer_id SET NOT NULL`,
  `DROP INDEX message_of_channel`,
  `CREATE UNIQUE INDEX message_of_channel ON message (buyer_id, channel_message_id) WHERE channel_message_id IS NOT NULL`,
  // Sessions that went back to routing (RES-81).
  `ALTER TABLE session ADD COLUMN returned_at timestamptz`,
  // The worker looks for sessions of all shops that routing has not decided about, and sets a timer for them. Of the conversation it sees no more.
  ...admitWorker('session', 'session', 'SELECT (id, shop_id, opened_at, routing_revision, state, initiator)'),
  ...admitWorker('session', 'shop_copy', 'SELECT (shop_id)'),
  `GRANT INSERT ON deadline TO ${workerRole('session')}`,
];

export class MessagesOfBuyers1764300000000 implements MigrationInterface {
  readonly name = 'MessagesOfBuyers1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Messages of several buyers may have one channel id by now, so there is no way back.'));
  }
}
