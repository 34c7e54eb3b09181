import { columnName, type Table } from './table';

/**
 * The select list that gives rows of the table: `s.id, s.shop_id AS "shopId", …`. A date is read as text, since a driver would make it an instant.
 * Where a join gives rows of several tables, each but one takes a `prefix` for its fields.
 */
export function selectList<R>(
  from: Table<R>,
  alias: string = from.name,
  fields: readonly (keyof R & string)[] = from.fields,
  prefix = '',
): string {
  return fields.map((field) => `${valueOf(from, alias, field)} AS "${prefix}${field}"`).join(', ');
}

function valueOf<R>(from: Table<R>, alias: string, field: keyof R & string): string {
  const value = `${alias}.${columnName(field)}`;
  return from.columns[field].type === 'date' ? `${value}::text` : value;
}

/** One table's row out of a joined one. */
export function pickRow<R>(from: Table<R>, joined: Readonly<Record<string, unknown>>, prefix = ''): R {
  const row: Record<string, unknown> = {};
  for (const field of from.fields) row[field] = joined[prefix + field];
  return row as R;
}
