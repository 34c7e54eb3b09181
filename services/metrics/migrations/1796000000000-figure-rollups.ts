import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention, commandResultSql } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

const measures = [
  'sessions',
  'buyer_messages',
  'agent_messages',
  'scripted_messages',
  'responded',
  'unanswered',
  'pending',
  'quick_in_time',
  'quick_late',
  'quick_pending',
  'first_replies',
  'first_reply_ms',
  'capped_rounds',
  'capped_reply_ms',
  'handled_sessions',
  'handling_ms',
  'first_reply_sessions',
  'first_reply_in_time',
  'first_reply_pending',
  'service_sessions',
  'unserved',
  'service_pending',
  'queued_sessions',
  'queue_served',
  'queue_left',
  'queue_wait_ms',
  'assignments',
  'crowd_hits',
  'crowd_failures',
  'crowd_prompts',
  'ratings',
  'satisfied',
  'dissatisfied',
  'solved_answers',
  'solved',
];

const statements = [
  ...commandResultSql('metrics'),
  ...admitRetention('metrics', 'command_result', 'created_at'),
  `CREATE TABLE figure_sum (
    shop_id uuid NOT NULL, dimension text NOT NULL, grain text NOT NULL, business_date date NOT NULL, half_hour smallint NOT NULL, member text NOT NULL,
    ${measures.map((measure) => `${measure} bigint NOT NULL DEFAULT 0`).join(', ')},
    CONSTRAINT figure_sum_pk PRIMARY KEY (shop_id, dimension, grain, business_date, half_hour, member)) WITH (fillfactor = 70)`,
  `CREATE TABLE figure_spread (
    shop_id uuid NOT NULL, dimension text NOT NULL, business_date date NOT NULL, half_hour smallint NOT NULL, member text NOT NULL,
    spread text NOT NULL, bucket integer NOT NULL, count bigint NOT NULL,
    CONSTRAINT figure_spread_pk PRIMARY KEY (shop_id, dimension, business_date, half_hour, member, spread, bucket)) WITH (fillfactor = 70)`,
  `CREATE TABLE buyer_visit (
    shop_id uuid NOT NULL, dimension text NOT NULL, member text NOT NULL, business_date date NOT NULL, previous_date date NOT NULL, buyers bigint NOT NULL,
    CONSTRAINT buyer_visit_pk PRIMARY KEY (shop_id, dimension, member, business_date, previous_date)) WITH (fillfactor = 70)`,
  `CREATE TABLE metric_settings (
    shop_id uuid NOT NULL, version integer NOT NULL, effective_from timestamptz NOT NULL, values jsonb NOT NULL, saved_at timestamptz NOT NULL, saved_by uuid,
    CONSTRAINT metric_settings_pk PRIMARY KEY (shop_id, version))`,
  `CREATE TABLE exempt_range (
    shop_id uuid NOT NULL, range_id uuid NOT NULL, from_at timestamptz NOT NULL, to_at timestamptz NOT NULL, metrics text[] NOT NULL, reason text NOT NULL,
    saved_at timestamptz NOT NULL, saved_by uuid, CONSTRAINT exempt_range_pk PRIMARY KEY (shop_id, range_id))`,
  ...['figure_sum', 'figure_spread', 'buyer_visit', 'metric_settings', 'exempt_range'].flatMap((table) => fenceTable('metrics', table)),
];

/** Sums of figures, by what reports are told by, and what a shop sets for its metrics. */
export class FigureRollups1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE command_result, figure_sum, figure_spread, buyer_visit, metric_settings, exempt_range');
  }
}
