import type { MigrationInterface, QueryRunner } from 'typeorm';
import { commandResultSql } from '#libs/platform/database/platform-tables';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const tables = [
  `CREATE TABLE session (
    id uuid NOT NULL, shop_id uuid NOT NULL, buyer_id uuid NOT NULL, channel text NOT NULL, entry_point text, initiator text NOT NULL, opening_type text NOT NULL,
    state text NOT NULL, state_version integer NOT NULL, routing_revision integer NOT NULL, agent_id uuid, cause text, assigned_at timestamptz, assigned_version bigint,
    opened_at timestamptz NOT NULL, queued_since timestamptz, queued_ms bigint NOT NULL,
    buyer_messages integer NOT NULL, agent_messages integer NOT NULL, bot_messages integer NOT NULL, auto_messages integer NOT NULL, system_messages integer NOT NULL,
    last_sender text NOT NULL, last_message_at timestamptz NOT NULL, last_buyer_message_at timestamptz, last_agent_message_at timestamptz,
    first_reply_at timestamptz, first_reply_by uuid, last_reply_by uuid, waiting_since timestamptz,
    ended_at timestamptz, ended_by uuid, hold_until timestamptz, closed_at timestamptz, close_reason text, reentry_of uuid,
    policy_version bigint NOT NULL, hold_minutes integer NOT NULL, idle_after_agent_minutes integer, idle_after_buyer_minutes integer,
    CONSTRAINT session_pk PRIMARY KEY (id),
    CONSTRAINT session_state CHECK (state IN ('BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED')),
    CONSTRAINT session_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (close_reason IS NULL))) WITH (fillfactor = 80)`,
  // One open session per shop and buyer (INV-1): a buyer's id is made of the shop, the channel and the channel's id, so it names the shop too.
  `CREATE UNIQUE INDEX session_open ON session (buyer_id) WHERE closed_at IS NULL`,
  // The shop's open sessions. Its predicate is another column's than session_open's, so that a look-up of one buyer's session can only use that one:
  // a planner without figures takes a partial index for a single row, and would as soon scan this one whole.
  `CREATE INDEX session_waiting ON session (shop_id, waiting_since, id) WHERE close_reason IS NULL`,
  `CREATE INDEX session_opened ON session (shop_id, opened_at, id)`,
  `CREATE INDEX session_last_message ON session (shop_id, last_message_at, id)`,
  `CREATE TABLE message (
    session_id uuid NOT NULL, ordinal integer NOT NULL, id uuid NOT NULL, shop_id uuid NOT NULL, sender text NOT NULL, agent_id uuid, type text NOT NULL, source text,
    auto_kind text, text text, channel text NOT NULL, channel_message_id text, channel_sent_at timestamptz, recorded_at timestamptz NOT NULL,
    CONSTRAINT message_pk PRIMARY KEY (session_id, ordinal))`,
  `CREATE UNIQUE INDEX message_of_channel ON message (shop_id, channel, channel_message_id) WHERE channel_message_id IS NOT NULL`,
  `CREATE TABLE buyer (
    id uuid NOT NULL, shop_id uuid NOT NULL, channel text NOT NULL, external_id text NOT NULL, name text, last_human_agent_id uuid, last_human_at timestamptz,
    closed_notice_period text, CONSTRAINT buyer_pk PRIMARY KEY (id)) WITH (fillfactor = 80)`,
  `CREATE TABLE deadline (
    session_id uuid NOT NULL, kind text NOT NULL, shop_id uuid NOT NULL, due_at timestamptz NOT NULL, CONSTRAINT deadline_pk PRIMARY KEY (session_id, kind))`,
  `CREATE INDEX deadline_due ON deadline (due_at)`,
  `CREATE TABLE shop_copy (
    shop_id uuid NOT NULL, version bigint NOT NULL, time_zone text NOT NULL, policy_version bigint NOT NULL, hold_minutes integer NOT NULL,
    idle_after_agent_minutes integer, idle_after_buyer_minutes integer, CONSTRAINT shop_copy_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE account_copy (
    account_id uuid NOT NULL, shop_id uuid NOT NULL, version bigint NOT NULL, roles text[] NOT NULL, active boolean NOT NULL,
    CONSTRAINT account_copy_pk PRIMARY KEY (account_id))`,
  `CREATE TABLE agent_copy (
    agent_id uuid NOT NULL, shop_id uuid NOT NULL, presence text, since timestamptz, shop_version bigint NOT NULL, offline_version bigint,
    CONSTRAINT agent_copy_pk PRIMARY KEY (agent_id)) WITH (fillfactor = 50)`,
  `CREATE TABLE schedule_copy (
    shop_id uuid NOT NULL, version bigint NOT NULL, closed_notice text, CONSTRAINT schedule_copy_pk PRIMARY KEY (shop_id, version))`,
];

const fenced = ['session', 'message', 'buyer', 'deadline', 'shop_copy', 'account_copy', 'agent_copy', 'schedule_copy'];

/**
 * The conversation's tables, each fenced to the shops of its transaction. The worker role sees the deadlines of all shops, and nothing else,
 * because the timer loop has to find out which shops have one due; it applies them as the app role, in transactions of those shops.
 */
export class SessionTables1764000000000 implements MigrationInterface {
  readonly name = 'SessionTables1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const security = fenced.flatMap((table) => fenceTable('session', table));
    for (const statement of [...tables, ...security, ...commandResultSql('session'), ...admitWorker('session', 'deadline', 'SELECT')])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...fenced, 'command_result']) await runner.query(`DROP TABLE ${table}`);
  }
}
