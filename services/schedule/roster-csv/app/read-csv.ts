import { CsvError, parse } from 'csv-parse/sync';
import { refuse, type Refusal } from '#libs/platform/errors';
import { noColumns, readColumns, type Columns } from '../domain/columns';

/** The most rows of a file, besides its headings. */
export const mostRows = 1_000;

export interface CsvRows {
  readonly columns: Columns;
  /** Rows in which something stands, each with its number as a spreadsheet counts. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Reads a file with a BOM or without, with lines that end by CRLF or LF, and quoted cells (RFC 4180). What cannot be taken apart is refused as a whole. */
export function readCsv(text: string): CsvRows | Refusal {
  const records = recordsOf(text);
  if ('outcome' in records) return records;
  const [headings, ...rest] = records;
  const columns = headings ? readColumns(headings) : noColumns('a first row with headings');
  if ('outcome' in columns) return columns;
  const rows = rest.map((cells, index) => ({ row: index + 2, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return rows.length > mostRows ? noColumns(`at most ${mostRows} rows`) : { columns, rows };
}

function recordsOf(text: string): readonly (readonly string[])[] | Refusal {
  try {
    return parse(text, { bom: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? ` at line ${error['lines']}` : '';
    return refuse('INVALID_CSV', `The text is no CSV${line}.`, {
      field: 'csv',
      expected: `cells between commas${line}; quotes about a whole cell, doubled inside it, closed`,
    });
  }
}
