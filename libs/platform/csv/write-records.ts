import { stringify } from 'csv-stringify/sync';

/** Records as a file that spreadsheets open: with a BOM, CRLF, and no text that they would run as a formula. */
export const writeRecords = (records: readonly (readonly (string | null)[])[]): string =>
  stringify([...records], { bom: true, record_delimiter: 'windows', escape_formulas: true });
