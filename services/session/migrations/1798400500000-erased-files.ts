import type { MigrationInterface, QueryRunner } from 'typeorm';
import { admitWorker, fenceTable } from '#libs/platform/database/row-security';

const statements = [
  'CREATE TABLE erased_file (shop_id uuid NOT NULL, id uuid NOT NULL, CONSTRAINT erased_file_pk PRIMARY KEY (shop_id, id))',
  ...fenceTable('session', 'erased_file'),
  // The worker finds the shops, whatever their tenant, in which files are to be removed.
  ...admitWorker('session', 'erased_file', 'SELECT (shop_id)'),
];

/** Files of erased buyers that are still to be removed. */
export class ErasedFiles1798400500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erased_file');
  }
}
