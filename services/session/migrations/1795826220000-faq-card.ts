import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE faq_card (shop_id uuid NOT NULL, revision int NOT NULL, entry_ids text[] NOT NULL, changed_at timestamptz NOT NULL, changed_by uuid,
    CONSTRAINT faq_card_pk PRIMARY KEY (shop_id))`,
  `CREATE TABLE suggestion_report (shop_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, suggestion_id uuid NOT NULL, session_id uuid NOT NULL,
    ordinal int, note text, reported_at timestamptz NOT NULL, reported_by uuid NOT NULL, state text NOT NULL, resolved_at timestamptz, resolved_by uuid,
    CONSTRAINT suggestion_report_pk PRIMARY KEY (shop_id, id))`,
  `CREATE INDEX suggestion_report_list ON suggestion_report (shop_id, state, reported_at, id)`,
  ...fenceTable('session', 'faq_card'),
  ...fenceTable('session', 'suggestion_report'),
];

/** The card of common questions (KB-2), and reports of wrong recommendations (KB-12). */
export class FaqCard1795826220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE faq_card, suggestion_report');
  }
}
