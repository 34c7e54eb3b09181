import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE webhook (
    shop_id uuid NOT NULL, webhook_id uuid NOT NULL, url text NOT NULL, kinds text[], enabled boolean NOT NULL, created_at timestamptz NOT NULL,
    created_by uuid, secret text NOT NULL, previous_secret text, previous_until timestamptz, CONSTRAINT webhook_pk PRIMARY KEY (shop_id, webhook_id))`,
  `CREATE TABLE webhook_delivery (
    shop_id uuid NOT NULL, delivery_id uuid NOT NULL, webhook_id uuid NOT NULL, alert_id uuid NOT NULL, type text NOT NULL, body text NOT NULL,
    status text NOT NULL, attempts integer NOT NULL, due_at timestamptz, planned_at timestamptz NOT NULL, done_at timestamptz, last_status integer,
    last_error text, CONSTRAINT webhook_delivery_pk PRIMARY KEY (shop_id, delivery_id))`,
  'CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (shop_id, webhook_id, alert_id, type)',
  'CREATE INDEX webhook_delivery_by_time ON webhook_delivery (shop_id, webhook_id, planned_at, delivery_id)',
  'CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE due_at IS NOT NULL',
  ...['webhook', 'webhook_delivery'].flatMap((table) => fenceTable('metrics', table)),
  ...admitRetention('metrics', 'webhook_delivery', 'done_at'),
];

/** Where shops have their alerts sent, and what came of it. */
export class Webhooks1798400200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook, webhook_delivery');
  }
}
