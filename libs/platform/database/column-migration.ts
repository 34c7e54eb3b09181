import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from './migrate';
import { columnName, type Column } from './table';

interface GrowingTable {
  readonly name: string;
  readonly columns: object;
}

/** The migrations of the columns that were `added` to these tables: the columns of one name come together. A name belongs to one table. */
export const addedColumns = (tables: readonly GrowingTable[]): MigrationClass[] =>
  tables.flatMap(({ name: table, columns }) => {
    const byMigration = new Map<string, Record<string, string>>();
    for (const [field, { addedBy, type, array }] of Object.entries(columns as Readonly<Record<string, Column<unknown>>>)) {
      if (addedBy === undefined) continue;
      const added = byMigration.get(addedBy) ?? {};
      byMigration.set(addedBy, { ...added, [columnName(field)]: array ? `${type}[]` : type });
    }
    return [...byMigration].map(([migration, added]) => addColumns(migration, table, added));
  });

function addColumns(name: string, table: string, columns: Readonly<Record<string, string>>): MigrationClass {
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
