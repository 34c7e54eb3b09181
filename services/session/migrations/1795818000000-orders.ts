import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE buyer_order (
    buyer_id uuid NOT NULL, channel_order_id text NOT NULL, id uuid NOT NULL, shop_id uuid NOT NULL, channel text NOT NULL, status text NOT NULL,
    status_at timestamptz NOT NULL, created_at timestamptz NOT NULL, paid_at timestamptz, minor_units bigint, currency text, amount_at timestamptz,
    items jsonb NOT NULL, items_at timestamptz, CONSTRAINT buyer_order_pk PRIMARY KEY (buyer_id, channel_order_id)) WITH (fillfactor = 80)`,
  `CREATE INDEX buyer_order_created ON buyer_order (buyer_id, created_at, channel_order_id)`,
  `CREATE INDEX buyer_order_paid ON buyer_order (buyer_id, paid_at) WHERE paid_at IS NOT NULL`,
  `CREATE TABLE order_status_mapping (
    shop_id uuid NOT NULL, channel text NOT NULL, texts jsonb NOT NULL, CONSTRAINT order_status_mapping_pk PRIMARY KEY (shop_id, channel))`,
  ...fenceTable('session', 'buyer_order'),
  ...fenceTable('session', 'order_status_mapping'),
];

/** Orders as channels report them, and shops' own words for their statuses (RES-1). */
export class Orders1795818000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE buyer_order, order_status_mapping');
  }
}
