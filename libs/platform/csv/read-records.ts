import { CsvError, parse } from 'csv-parse/sync';
import { refuse, type Refusal } from '../errors';

/** The records of a CSV file with a BOM or without, with lines that end by CRLF or LF, and quoted cells (RFC 4180); cells come without blanks about them and without guards against formulas. What cannot be taken apart is refused as a whole. */
export function readRecords(text: string): readonly (readonly string[])[] | Refusal {
  try {
    return parse(text, { bom: true, relax_column_count: true }).map((cells: readonly string[]) => cells.map(plain));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? ` at line ${error['lines']}` : '';
    return refuse('INVALID_CSV', `The text is no CSV${line}.`, {
      field: 'csv',
      expected: `cells between commas${line}; quotes about a whole cell, doubled inside it, closed`,
    });
  }
}

/** A cell without blanks about it, and without the mark by which a file keeps a text from being a formula. */
const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');
