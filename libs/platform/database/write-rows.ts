import type { Statement } from './database';
import { instantText } from '../instant-text';
import { columnName, type Table } from './table';

/*
 * Set-based writes. Rows travel as one JSON parameter, `jsonRows(rows)`, and are read by name: no list of arrays has to be kept in step.
 * A field that is absent from a row is null.
 */

type Field<R> = keyof R & string;

/** Rows as the one parameter of the statements below. Fields that the table does not have are passed over. */
export const jsonRows = (rows: readonly object[]): string => `[${rows.map(rowText).join(',')}]`;

/** A row without its nulls, which the server would read for nothing; half of a session's fields are. */
function rowText(row: object): string {
  let text = '';
  for (const field in row) {
    const value = row[field as keyof typeof row] as unknown;
    if (value === null || value === undefined) continue;
    text += `${text === '' ? '{' : ','}"${field}":${valueText(value)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Left to `JSON.stringify`, instants make a row of a session eight times as dear. */
const valueText = (value: unknown): string => (value instanceof Date ? `"${instantText(value)}"` : JSON.stringify(value));

/** `json_to_recordset` over a parameter, with the table's own types. */
export function recordset<R>(of: Table<R>, fields: readonly Field<R>[] = of.fields, parameter = '$1', alias = 'k'): string {
  const columns = fields.map((field) => `"${field}" ${typeOf(of, field)}`);
  return `json_to_recordset(${parameter}::json) AS ${alias} (${columns.join(', ')})`;
}

const typeOf = <R>(of: Table<R>, field: Field<R>): string => `${of.columns[field].type}${of.columns[field].array ? '[]' : ''}`;
const columnList = (fields: readonly string[]): string => fields.map(columnName).join(', ');
const fieldList = (fields: readonly string[]): string => fields.map((field) => `k."${field}"`).join(', ');
const returningOf = (fields: readonly string[] | undefined): string =>
  fields ? ` RETURNING ${fields.map((field) => `t.${columnName(field)} AS "${field}"`).join(', ')}` : '';

export interface InsertOptions<R> {
  readonly name: string;
  /** Absent: every field without a default of the database. */
  readonly fields?: readonly Field<R>[];
  /** What happens to a row whose key is there; absent: the statement fails. */
  readonly onConflict?: 'ignore' | { readonly update: readonly Field<R>[]; readonly where?: string };
  readonly returning?: readonly Field<R>[];
}

/** Inserts rows; in `onConflict.where` the stored row is `t` and the new one `excluded`. */
export function insertRows<R>(into: Table<R>, { name, fields = written(into), onConflict, returning }: InsertOptions<R>): Statement {
  const insert = `INSERT INTO ${into.name} AS t (${columnList(fields)}) SELECT ${fieldList(fields)} FROM ${recordset(into, fields)}`;
  return { name, text: `${insert}${conflictOf(into, onConflict)}${returningOf(returning)}` };
}

/** The fields a statement writes unless told otherwise. */
const written = <R>(of: Table<R>): Field<R>[] => of.fields.filter((field) => of.columns[field].defaultSql === undefined);

function conflictOf<R>(into: Table<R>, onConflict: InsertOptions<R>['onConflict']): string {
  if (onConflict === undefined) return '';
  if (onConflict === 'ignore') return ' ON CONFLICT DO NOTHING';
  const set = onConflict.update.map((field) => `${columnName(field)} = excluded.${columnName(field)}`).join(', ');
  return ` ON CONFLICT (${columnList(into.keyFields)}) DO UPDATE SET ${set}${onConflict.where ? ` WHERE ${onConflict.where}` : ''}`;
}

/** The fields that may change after the insert: all but the key and the fixed ones. */
export const changing = <R>(of: Table<R>): Field<R>[] => of.fields.filter((field) => !of.columns[field].isFixed);

export interface UpdateOptions<R> {
  readonly name: string;
  /** Absent: every field that may change. */
  readonly fields?: readonly Field<R>[];
  /** A further condition: the stored row is `t`, the new one `k` with quoted fields. */
  readonly where?: string;
  /** Fields of the rows that only the condition reads. */
  readonly also?: Readonly<Record<string, string>>;
  readonly returning?: readonly Field<R>[];
}

/** Updates rows by their key. */
export function updateRows<R>(of: Table<R>, { name, fields = changing(of), where, also = {}, returning }: UpdateOptions<R>): Statement {
  const set = fields.map((field) => `${columnName(field)} = k."${field}"`).join(', ');
  const extra = Object.entries(also).map(([field, type]) => `"${field}" ${type}`);
  const records = recordset(of, [...of.keyFields, ...fields]).replace(/\)$/, extra.map((each) => `, ${each}`).join('') + ')');
  const condition = where ? ` AND (${where})` : '';
  return { name, text: `UPDATE ${of.name} AS t SET ${set} FROM ${records} WHERE ${byKey(of)}${condition}${returningOf(returning)}` };
}

/** Deletes rows by their key; the rows of the parameter need only the key's fields. */
export function deleteRows<R>(from: Table<R>, { name }: { readonly name: string }): Statement {
  return { name, text: `DELETE FROM ${from.name} AS t USING ${recordset(from, from.keyFields)} WHERE ${byKey(from)}` };
}

const byKey = <R>(of: Table<R>): string => of.keyFields.map((field) => `t.${columnName(field)} = k."${field}"`).join(' AND ');
