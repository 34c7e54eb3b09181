import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE order_average (shop_id uuid NOT NULL, currency text NOT NULL, orders bigint NOT NULL, minor_units bigint NOT NULL,
    CONSTRAINT order_average_pk PRIMARY KEY (shop_id, currency)) WITH (fillfactor = 50)`,
  ...fenceTable('care', 'order_average'),
];

export class OrderAverages1796120100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_average');
  }
}
