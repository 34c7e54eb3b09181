export type Scalar = string | number | boolean | null;
export type Row = Readonly<Record<string, Scalar>>;

/**
 * A column: one value for all rows, numbers one after the other, texts by their position in a list of the few there are (base 36, a character per row),
 * or a value per row.
 */
type Column = Scalar | { readonly from: number } | { readonly of: readonly Scalar[]; readonly at: string } | readonly Scalar[];

interface Packed {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Rows of the same fields as a short text, field by field. */
export function packRows(rows: readonly Row[]): string {
  const columns: Record<string, Column> = {};
  for (const field of Object.keys(rows[0] ?? {})) columns[field] = packColumn(rows.map((row) => row[field]!));
  const packed: Packed = { rows: rows.length, columns };
  return JSON.stringify(packed);
}

function packColumn(values: readonly Scalar[]): Column {
  const first = values[0]!;
  if (values.every((value) => value === first)) return first;
  if (typeof first === 'number' && values.every((value, index) => value === first + index)) return { from: first };
  if (typeof first !== 'string') return values;
  const distinct: Scalar[] = [];
  let at = '';
  for (const value of values) {
    let position = distinct.indexOf(value);
    if (position < 0) position = distinct.push(value) - 1;
    if (position >= 36) return values;
    at += position.toString(36);
  }
  return { of: distinct, at };
}

/** The rows that `packRows` has packed. */
export function unpackRows(text: string): Row[] {
  const { rows, columns } = JSON.parse(text) as Packed;
  const fields = Object.entries(columns);
  return Array.from({ length: rows }, (_, index) => Object.fromEntries(fields.map(([field, column]) => [field, valueAt(column, index)])));
}

function valueAt(column: Column, index: number): Scalar {
  if (column === null || typeof column !== 'object') return column;
  if ('from' in column) return column.from + index;
  return 'of' in column ? column.of[Number.parseInt(column.at[index]!, 36)]! : column[index]!;
}
