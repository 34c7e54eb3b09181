import type { MigrationInterface, QueryRunner } from 'typeorm';
import { commandResultSql } from '#libs/platform/database/platform-tables';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const settings = [
  `CREATE TABLE shop_state (
    id uuid NOT NULL, version bigint NOT NULL DEFAULT 0, assignment_no bigint NOT NULL DEFAULT 0, next_seat int NOT NULL DEFAULT 0,
    gate_open boolean NOT NULL DEFAULT true, gate_until timestamptz, open_since timestamptz,
    waiting_count int NOT NULL DEFAULT 0, left_count int NOT NULL DEFAULT 0, pending_count int NOT NULL DEFAULT 0,
    sweep_due boolean NOT NULL DEFAULT false,
    CONSTRAINT shop_state_pk PRIMARY KEY (id)) WITH (fillfactor = 50)`,
  `CREATE INDEX shop_state_sweep ON shop_state (id) WHERE sweep_due`,
  `CREATE TABLE shop_copy (
    shop_id uuid NOT NULL, version bigint NOT NULL, policy_version bigint, policy jsonb NOT NULL, time_zone text NOT NULL, owner_id uuid,
    holiday_mode jsonb,
    CONSTRAINT shop_copy_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE account_copy (
    shop_id uuid NOT NULL, account_id uuid NOT NULL, version bigint NOT NULL, has_agent_role boolean NOT NULL, im_enabled boolean NOT NULL,
    no_routing boolean NOT NULL, active boolean NOT NULL,
    CONSTRAINT account_copy_pk PRIMARY KEY (shop_id, account_id))`,
  `CREATE TABLE schedule_copy (
    shop_id uuid NOT NULL, version int NOT NULL, effective_from timestamptz NOT NULL, weekly jsonb,
    CONSTRAINT schedule_copy_pk PRIMARY KEY (shop_id, version))`,
  `CREATE TABLE deadline (
    shop_id uuid NOT NULL, kind text NOT NULL, due_at timestamptz NOT NULL,
    CONSTRAINT deadline_pk PRIMARY KEY (shop_id, kind))`,
  `CREATE INDEX deadline_due ON deadline (due_at)`,
];

const ledger = [
  `CREATE TABLE agent (
    shop_id uuid NOT NULL, account_id uuid NOT NULL, seat int NOT NULL, presence text NOT NULL, presence_since timestamptz,
    max_capacity int, capacity_chosen boolean NOT NULL, ceiling int, normal_load int NOT NULL, over_load int NOT NULL, held int NOT NULL,
    assigned_today int NOT NULL, counted_on date, last_assigned_at timestamptz, last_no bigint NOT NULL,
    CONSTRAINT agent_pk PRIMARY KEY (shop_id, account_id),
    CONSTRAINT agent_seat UNIQUE (shop_id, seat),
    CONSTRAINT agent_presence CHECK (presence IN ('ONLINE', 'REST', 'SUSPENDED', 'OFFLINE')),
    CONSTRAINT agent_capacity CHECK (max_capacity BETWEEN 1 AND 500),
    CONSTRAINT agent_ceiling CHECK (normal_load <= ceiling),
    CONSTRAINT agent_load CHECK (normal_load >= 0 AND over_load >= 0 AND held >= 0 AND held <= normal_load + over_load)) WITH (fillfactor = 50)`,
  `CREATE TABLE waiting (
    shop_id uuid NOT NULL, session_id uuid NOT NULL, kind text NOT NULL, place text, pool text NOT NULL, band smallint NOT NULL,
    enqueued_at timestamptz NOT NULL, opened_at timestamptz NOT NULL, revision int NOT NULL, facts jsonb NOT NULL,
    CONSTRAINT waiting_pk PRIMARY KEY (shop_id, session_id),
    CONSTRAINT waiting_kind CHECK (kind IN ('QUEUED', 'LEFT_MESSAGE', 'PENDING')))`,
  `CREATE INDEX waiting_queue ON waiting (shop_id, band, enqueued_at, opened_at, session_id) WHERE kind = 'QUEUED'`,
  `CREATE INDEX waiting_messages ON waiting (shop_id, kind, opened_at, session_id) WHERE kind <> 'QUEUED'`,
  `CREATE TABLE assignment (
    shop_id uuid NOT NULL, session_id uuid NOT NULL, revision int NOT NULL, agent_id uuid NOT NULL, cause text NOT NULL, over text,
    assigned_at timestamptz NOT NULL, held_at timestamptz, released_at timestamptz, release_reason text,
    CONSTRAINT assignment_pk PRIMARY KEY (shop_id, session_id, revision)) WITH (fillfactor = 80)`,
  `CREATE UNIQUE INDEX assignment_live ON assignment (session_id) WHERE released_at IS NULL`,
  `CREATE TABLE decision (
    shop_id uuid NOT NULL, session_id uuid NOT NULL, revision int NOT NULL, id uuid NOT NULL, shop_version bigint NOT NULL, outcome text NOT NULL,
    agent_id uuid, place text, cause text NOT NULL, rule text NOT NULL, pool text NOT NULL, band smallint NOT NULL, enqueued_at timestamptz,
    decided_at timestamptz NOT NULL, settings_version bigint, schedule_version int, cause_id text, inputs text NOT NULL, candidates text NOT NULL,
    CONSTRAINT decision_pk PRIMARY KEY (shop_id, session_id, revision))`,
  `CREATE TABLE tombstone (
    shop_id uuid NOT NULL, session_id uuid NOT NULL, kind text NOT NULL, at timestamptz NOT NULL,
    CONSTRAINT tombstone_pk PRIMARY KEY (shop_id, session_id))`,
];

const fenced = ['shop_copy', 'account_copy', 'schedule_copy', 'deadline', 'agent', 'waiting', 'assignment', 'decision', 'tombstone'];

const fences = [
  ...fenceTable('routing', 'shop_state', 'id'),
  ...fenced.flatMap((table) => fenceTable('routing', table)),
  // Timers and sweeper look for shops that have something to do; they learn the ids here and work under the app role.
  ...admitWorker('routing', 'deadline', 'SELECT'),
  ...admitWorker('routing', 'shop_state', 'SELECT (id, sweep_due)'),
];

export class RoutingTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...settings, ...ledger, ...commandResultSql('routing'), ...fences]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE shop_state, command_result, ${fenced.join(', ')}`);
  }
}
