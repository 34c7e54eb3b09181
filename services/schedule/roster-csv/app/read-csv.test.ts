import { isRefusal } from '#libs/platform/errors';
import { mostRows, readCsv } from './read-csv';

const head = 'date,start,end,agent';
const rowsOf = (text: string) => {
  const file = readCsv(text);
  return isRefusal(file) ? [file.code, file.field, file.expected] : file.rows;
};

it('reads a file with a BOM, CRLF, quotes, commas and line ends in cells, and counts rows as a spreadsheet does', () => {
  expect(
    rowsOf(`\ufeff${head},note\r\n2026-03-02,10:00,19:00,"A, ""the best""","one\r\ntwo"\r\n,,,,\r\n\r\n2026-03-03,10:00,19:00,B\r\n`),
  ).toEqual([
    { row: 2, cells: ['2026-03-02', '10:00', '19:00', 'A, "the best"', 'one\r\ntwo'] },
    { row: 5, cells: ['2026-03-03', '10:00', '19:00', 'B'] },
  ]);
});

it('a file with headings alone has no rows', () => {
  expect(rowsOf(head)).toEqual([]);
});

it.each([
  ['', /headings/],
  ['\ufeff', /headings/],
  ['date,start,agent\n', /a column end \(end, 结束/],
  ['date,start,end\n', /agentId or agent/],
  [`${head},上班\n`, /no column “上班”/],
  [`${head},日期\n`, /the column date once/],
  [`${head}\n2026-03-02,10:00,19:00,"A\n`, /line 2/],
  [`${head}\n2026-03-02,10:00,19:00,"A" b\n`, /line 2/],
  [`${head}\n${'2026-03-02,10:00,19:00,A\n'.repeat(mostRows + 1)}`, /at most 1000 rows/],
])('%j is no roster', (text, expected) => {
  expect(rowsOf(text)).toEqual(['INVALID_CSV', 'csv', expect.stringMatching(expected)]);
});

it('a thousand rows are read', () => {
  expect(rowsOf(`${head}\n${'2026-03-02,10:00,19:00,A\n'.repeat(mostRows)}`)).toHaveLength(mostRows);
});
