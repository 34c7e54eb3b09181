import { stringify } from 'csv-stringify/sync';

/** What a cell holds; null is an empty one. */
export type Cell = string | number | null;

/**
 * Records as a file that spreadsheets open, or a part of one (RFC 4180): CRLF, cells quoted where they have to be, no text that would be run as a formula. The
 * BOM, without which Excel takes UTF-8 for something else, begins the file.
 */
export const writeRecords = (records: readonly (readonly Cell[])[], { bom = true }: { readonly bom?: boolean } = {}): string =>
  stringify([...records], { bom, record_delimiter: 'windows', escape_formulas: true });
