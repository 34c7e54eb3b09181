import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE faq_entry (shop_id uuid NOT NULL, id uuid NOT NULL, revision int NOT NULL, question text NOT NULL, keywords text[] NOT NULL,
    answer text NOT NULL, product_ids text[] NOT NULL, enabled boolean NOT NULL, position int NOT NULL, phrases text[] NOT NULL,
    changed_at timestamptz NOT NULL, changed_by uuid, CONSTRAINT faq_entry_pk PRIMARY KEY (shop_id, id))`,
  ...fenceTable('session', 'faq_entry'),
];

export class FaqEntries1795820100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE faq_entry');
  }
}
