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

/** Rows, given field by field, as a short text. */
export function packRows(values: Readonly<Record<string, readonly Scalar[]>>): string {
  const columns: Record<string, Column> = {};
  let rows = 0;
  for (const field in values) {
    rows = values[field]!.length;
    if (rows > 0) columns[field] = packColumn(values[field]!);
  }
  const packed: Packed = { rows, columns };
  return JSON.stringify(packed);
}

function packColumn(values: readonly Scalar[]): Column {
  const first = values[0]!;
  let same = true;
  let consecutive = typeof first === 'number';
  for (let index = 1; index < values.length && (same || consecutive); index += 1) {
    same &&= values[index] === first;
    consecutive &&= values[index] === (first as number) + index;
  }
  if (same) return first;
  if (consecutive) return { from: first as number };
  return typeof first === 'string' ? packTexts(values) : values;
}

function packTexts(values: readonly Scalar[]): Column {
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
