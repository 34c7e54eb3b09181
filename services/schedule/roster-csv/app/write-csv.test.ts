import { isRefusal } from '#libs/platform/errors';
import type { Shift } from '../../roster/domain/shift';
import { isProblem, readRow } from '../domain/row';
import { readCsv } from './read-csv';
import { writeCsv } from './write-csv';

const shift = (note: string | null, more: Partial<Shift> = {}): Shift => ({
  ...{ id: 's', agentId: 'A', date: '2026-03-02', start: 1_320, end: 360, groupId: null, note },
  ...more,
});
const agents = new Map([['A', { id: 'A', works: true, names: ['=小雨', 'R'] }]]);

it('a file has a BOM, CRLF, headings, and nothing that a spreadsheet would run', () => {
  expect(writeCsv([shift('=HYPERLINK("http://x","y")'), shift('-1', { end: 1_440 })], agents)).toBe(
    [
      '\ufeffid,agentId,agent,date,start,end,groupId,note',
      `s,A,'=小雨,2026-03-02,22:00,06:00,,"'=HYPERLINK(""http://x"",""y"")"`,
      "s,A,'=小雨,2026-03-02,22:00,24:00,,'-1",
      '',
    ].join('\r\n'),
  );
});

it.each(['=1+1', '+1', '-1', '@x', '＝1', "it's", "'quoted'", 'a,b', 'a "b"', 'one\ntwo', null])('%j comes back as it was', (note) => {
  const file = readCsv(writeCsv([shift(note)], agents));
  if (isRefusal(file)) throw new Error(file.expected);
  const reader = { columns: file.columns, isId: () => true, isNote: () => true, accountsNamed: () => [] };
  const read = file.rows.map(({ row, cells }) => readRow(reader, row, cells));
  expect(read.map((each) => (isProblem(each) ? each : each.shift))).toEqual([shift(note)]);
});
