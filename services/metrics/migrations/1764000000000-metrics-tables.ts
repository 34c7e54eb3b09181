import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE fact (
    stream text NOT NULL, shop_id uuid NOT NULL, incarnation int NOT NULL, seq bigint NOT NULL,
    event_id uuid NOT NULL, type text NOT NULL, session_id uuid, occurred_at timestamptz NOT NULL, value json NOT NULL,
    CONSTRAINT fact_pk PRIMARY KEY (stream, shop_id, incarnation, seq))`,
  `CREATE INDEX fact_by_session ON fact (session_id)`,
  `CREATE TABLE session_figure (
    session_id uuid NOT NULL, shop_id uuid NOT NULL, buyer_id uuid NOT NULL, initiator text NOT NULL, business_date date NOT NULL,
    opened_at timestamptz NOT NULL, duty_at timestamptz, replied_at timestamptz, credited_agent_id uuid, closed_at timestamptz,
    CONSTRAINT session_figure_pk PRIMARY KEY (session_id)) WITH (fillfactor = 80)`,
  `CREATE INDEX session_figure_by_date ON session_figure (shop_id, business_date)`,
  `CREATE TABLE shop_copy (
    shop_id uuid NOT NULL, version int NOT NULL, time_zone text NOT NULL, exclude_faq_only boolean NOT NULL,
    CONSTRAINT shop_copy_pk PRIMARY KEY (shop_id))`,
  ...['fact', 'session_figure', 'shop_copy'].flatMap((table) => fenceTable('metrics', table)),
  // The rebuild walks through all shops; it learns their ids here and then works shop by shop under the app role.
  ...admitWorker('metrics', 'shop_copy', 'SELECT'),
];

export class MetricsTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fact, session_figure, shop_copy');
  }
}
