import { columnName, type Table } from './table';

/** The select list that gives rows of the table: `s.id, s.shop_id AS "shopId", …`. A date is read as text, since a driver would make it an instant. */
export function selectList<R>(from: Table<R>, alias: string = from.name, fields: readonly (keyof R & string)[] = from.fields): string {
  return fields.map((field) => `${valueOf(from, alias, field)} AS "${field}"`).join(', ');
}

function valueOf<R>(from: Table<R>, alias: string, field: keyof R & string): string {
  const value = `${alias}.${columnName(field)}`;
  return from.columns[field].type === 'date' ? `${value}::text` : value;
}
