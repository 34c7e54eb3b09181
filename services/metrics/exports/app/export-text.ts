import { writeRecords, type Cell } from '#libs/platform/csv/write-records';
import type { ExportFile, ExportFormat } from './export-file';

/** The text of a file, a page at a time. Of CSV the first line names the columns, and comes with the first page; of JSON lines each names its values itself. */
export async function* exportText({ columns, pages }: ExportFile, { format, bom }: ExportFormat): AsyncGenerator<string> {
  let heading = format === 'CSV' ? writeRecords([columns], { bom }) : '';
  for await (const records of pages) {
    yield heading + (format === 'CSV' ? writeRecords(records, { bom: false }) : jsonLines(columns, records));
    heading = '';
  }
  if (heading !== '') yield heading;
}

const jsonLines = (columns: readonly string[], records: readonly (readonly Cell[])[]): string =>
  records.map((record) => `${JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, record[at]])))}\n`).join('');
