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

/**
 * How to take one table's row out of a joined one, whose fields may have a `prefix`. Every row begins as a copy of the same empty one: an object that
 * grows field by field is several times slower to copy.
 */
export function rowPicker<R>(from: Table<R>, prefix = ''): (joined: Readonly<Record<string, unknown>>) => R {
  const empty = JSON.parse(`{${from.fields.map((field) => `"${field}":null`).join(',')}}`) as Record<string, unknown>;
  const names = from.fields.map((field) => [field, prefix + field] as const);
  return (joined) => {
    const row = { ...empty };
    for (const [field, name] of names) row[field] = joined[name];
    return row as R;
  };
}
