import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const tables = [
  `CREATE TABLE customer (buyer_id uuid NOT NULL, shop_id uuid NOT NULL, media text[] NOT NULL, CONSTRAINT customer_pk PRIMARY KEY (buyer_id))`,
  `CREATE TABLE consent (id uuid NOT NULL, shop_id uuid NOT NULL, buyer_id uuid NOT NULL, medium text NOT NULL, state text NOT NULL, at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL, recorded_by uuid, CONSTRAINT consent_pk PRIMARY KEY (id))`,
  `CREATE INDEX consent_by_buyer ON consent (buyer_id, at, id)`,
  `CREATE TABLE outreach (id uuid NOT NULL, shop_id uuid NOT NULL, buyer_id uuid NOT NULL, medium text NOT NULL, kind text NOT NULL, flow_version int NOT NULL,
    step int NOT NULL, requested_at timestamptz NOT NULL, state text, reported_at timestamptz, issued text, reason text, CONSTRAINT outreach_pk PRIMARY KEY (id))`,
  `CREATE INDEX outreach_by_buyer ON outreach (buyer_id, requested_at)`,
  `CREATE TABLE retention_flow (shop_id uuid NOT NULL, version int NOT NULL, enabled boolean NOT NULL, steps jsonb NOT NULL, abandon_after_days int NOT NULL,
    saved_at timestamptz NOT NULL, saved_by uuid, CONSTRAINT retention_flow_pk PRIMARY KEY (shop_id, version))`,
  `CREATE TABLE flow_run (buyer_id uuid NOT NULL, shop_id uuid NOT NULL, flow_version int NOT NULL, first_paid_at timestamptz NOT NULL, next_step int NOT NULL,
    outcome text, ended_at timestamptz, CONSTRAINT flow_run_pk PRIMARY KEY (buyer_id)) WITH (fillfactor = 80)`,
  `CREATE INDEX flow_run_by_version ON flow_run (shop_id, flow_version, next_step, outcome)`,
  `CREATE TABLE flow_step (buyer_id uuid NOT NULL, step int NOT NULL, shop_id uuid NOT NULL, flow_version int NOT NULL, at timestamptz NOT NULL, outreach_id uuid,
    skipped text, CONSTRAINT flow_step_pk PRIMARY KEY (buyer_id, step))`,
  `CREATE INDEX flow_step_by_version ON flow_step (shop_id, flow_version, step, skipped)`,
];

const fenced = ['customer', 'consent', 'outreach', 'retention_flow', 'flow_run', 'flow_step'];

export class RetentionFlows1796110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...fenced.flatMap((table) => fenceTable('care', table))]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${fenced.join(', ')}`);
  }
}
