import { readRecords } from '#libs/platform/csv/read-records';
import { isRefusal, type Refusal } from '#libs/platform/errors';
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
  const records = readRecords(text);
  if (isRefusal(records)) return records;
  const [headings, ...rest] = records;
  const columns = headings ? readColumns(headings) : noColumns('a first row with headings');
  if ('outcome' in columns) return columns;
  const rows = rest.map((cells, index) => ({ row: index + 2, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return rows.length > mostRows ? noColumns(`at most ${mostRows} rows`) : { columns, rows };
}
