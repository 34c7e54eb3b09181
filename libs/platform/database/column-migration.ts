import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from './migrate';

/**
 * A migration that only adds nullable columns: `addColumns('FirstTouch1765000000000', 'session_figure', { first_touch_at: 'timestamptz' })`.
 * The name ends with its time stamp and never changes.
 */
export function addColumns(name: string, table: string, columns: Readonly<Record<string, string>>): MigrationClass {
  const change = (verb: (column: string, type: string) => string): string =>
    `ALTER TABLE ${table} ${Object.entries(columns)
      .map(([column, type]) => verb(column, type))
      .join(', ')}`;
  const migration = class implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(change((column, type) => `ADD COLUMN ${column} ${type}`));
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(change((column) => `DROP COLUMN ${column}`));
    }
  };
  return Object.defineProperty(migration, 'name', { value: name });
}
