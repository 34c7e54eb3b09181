import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitRetention } from '#libs/platform/database/platform-tables';
import { fenceTable } from '#libs/platform/database/row-security';

const statements = [
  `CREATE TABLE erased_subject (shop_id uuid NOT NULL, id uuid NOT NULL, erased_at timestamptz NOT NULL,
    CONSTRAINT erased_subject_pk PRIMARY KEY (shop_id, id))`,
  ...fenceTable('metrics', 'erased_subject'),
  ...admitRetention('metrics', 'erased_subject', 'erased_at'),
];

/** Erased buyers and their sessions, while facts of before may still come. */
export class ErasedSubjects1798400560000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erased_subject');
  }
}
