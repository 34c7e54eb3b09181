import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Cell } from '#libs/platform/csv/write-records';
import { readRecords } from '#libs/platform/csv/read-records';
import type { ExportFormat } from './export-file';
import { exportText } from './export-text';

const columns = ['row', 'value'];
const csv: ExportFormat = { format: 'CSV', bom: false };

async function* pagesOf(...pages: (readonly (readonly Cell[])[])[]) {
  yield* pages;
}

async function written(pages: (readonly (readonly Cell[])[])[], format: ExportFormat): Promise<string> {
  let text = '';
  for await (const part of exportText({ name: 'x', columns, pages: pagesOf(...pages) }, format)) text += part;
  return text;
}

it('a CSV file names its columns once, and ends each line as RFC 4180 says', async () => {
  expect(await written([[['a', 1]], [['b', null]]], csv)).toBe('row,value\r\na,1\r\nb,\r\n');
  expect(await written([], csv)).toBe('row,value\r\n');
});

it('a BOM begins the file where it is wanted, and comes nowhere else', async () => {
  expect(await written([[['买家', 0.5]], [['b', 1]]], { format: 'CSV', bom: true })).toBe('\ufeffrow,value\r\n买家,0.5\r\nb,1\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])(
  'a text that a spreadsheet would run as a formula is a text: %j',
  async (text) => {
    const [, [cell]] = parse(await written([[[text, 1]]], csv)) as [string[], [string]];
    expect(cell).toBe(`'${text}`);
  },
);

it('whatever is in a cell comes back, with quotes, commas and lines in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0 })), { maxLength: 20 }), async (records) => {
      const read = readRecords(await written([records.slice(0, 3), records.slice(3)], csv));
      const [, ...rows] = read as readonly (readonly string[])[];
      expect(rows).toEqual(records.map(([text, number]) => [readable(text), String(number)]));
    }),
  );
});

/** As our reader gives cells: without blanks about them; what a writer guards is read without its guard. */
const readable = (text: string): string =>
  /^[=+\-@\t\r＝＋－＠]/.test(text) ? text.trimEnd() : text.trim().replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');

it('JSON lines name each value', async () => {
  const text = await written([[['a', 1]], [['=b', null]]], { format: 'JSON_LINES', bom: true });
  expect(text).toBe('{"row":"a","value":1}\n{"row":"=b","value":null}\n');
});
