import type { Client } from 'pg';

/** A table of a service, and how to add a row of a shop: `values` are SQL, the shop being `$1`. */
export interface FencedTable {
  readonly name: string;
  /** `shop_id`, or `id` where a row is a shop. */
  readonly shopColumn: string;
  readonly forced: boolean;
  readonly columns: readonly string[];
  readonly values: readonly string[];
}

/** A value of each type that tables use. */
const sample: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `gen_random_uuid()::text`,
  int2: '1',
  int4: '1',
  int8: '1',
  bool: 'false',
  timestamptz: 'now()',
  date: 'current_date',
  json: `'{}'`,
  jsonb: `'{}'`,
};

interface ColumnRow {
  readonly table: string;
  readonly forced: boolean;
  readonly column: string;
  readonly type: string;
}

/** Every table of ours in the database, but TypeORM's own, with the columns that a row must have. */
export async function tablesOf(owner: Client): Promise<FencedTable[]> {
  const { rows } = await owner.query<ColumnRow>(
    `SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS forced, a.attname AS column, t.typname AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations'
       AND (a.attname IN ('shop_id', 'id') OR (a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = ''))
     ORDER BY c.relname, a.attnum`,
  );
  return [...new Set(rows.map(({ table }) => table))].map((name) => tableOf(rows.filter(({ table }) => table === name)));
}

function tableOf(rows: readonly ColumnRow[]): FencedTable {
  const { table: name, forced } = rows[0]!;
  const shopColumn = rows.some(({ column }) => column === 'shop_id') ? 'shop_id' : 'id';
  const valueOf = ({ column, type }: ColumnRow): string => {
    const value = column === shopColumn ? '$1' : type.startsWith('_') ? `'{}'` : sample[type];
    if (value === undefined) throw new Error(`No sample of ${type} for ${name}.${column}`);
    return value;
  };
  return { name, forced, shopColumn, columns: rows.map(({ column }) => column), values: rows.map(valueOf) };
}

/** Puts a row of each shop into a table, as its owner, past its fence, its checks, its references and its triggers. */
export async function fillTable(owner: Client, { name, columns, values }: FencedTable, shops: readonly string[]): Promise<void> {
  const checks = await owner.query<{ conname: string }>(
    `SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'f')`,
    [name],
  );
  for (const { conname } of checks.rows) await owner.query(`ALTER TABLE ${name} DROP CONSTRAINT ${conname}`);
  await owner.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER`);
  for (const shop of shops) await owner.query(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values.join(', ')})`, [shop]);
  await owner.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER`);
}
