import fc from 'fast-check';
import { scriptColumns, type ScriptColumn } from './csv-columns';
import { readScriptText, writeScriptText, type FileRow } from './script-text';

const cellsOf = ({ columns, cells }: FileRow): object =>
  Object.fromEntries(scriptColumns.flatMap((column) => (columns.has(column) ? [[column, cells[columns.get(column)!.index]]] : [])));

it('KB-22 plain text: a line of hyphens between scripts, the first line is the title', () => {
  const rows = readScriptText('\ufeff催发货\r\n亲，今天就发\r\n\r\n请放心\r\n---\r\n\r\n标题：退货\r\n类型: PUBLIC\r\n\r\n七天内可退\r\n');
  expect(rows.map(({ row }) => row)).toEqual([1, 7]);
  expect(rows.map(cellsOf)).toEqual([
    { title: '催发货', text: '亲，今天就发\n\n请放心' },
    { title: '退货', tier: 'PUBLIC', text: '七天内可退' },
  ]);
});

it('KB-22 an empty file and hyphens alone are no scripts', () => {
  expect([readScriptText(''), readScriptText('---\r\n---\n \n')]).toEqual([[], []]);
});

it('KB-22 what is written is read as it was, whatever stands in the texts', () => {
  const line = fc.constantFrom('---', '\\', '\\---', '标题: x', 'a', '', 'b: c', '# d', '，');
  const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => ['a', ...lines, 'z'].join('\n'));
  const value = fc.constantFrom('物流', 'a: b', 'x');
  const script = fc.record({ title: value, text, category: fc.option(value), keywords: fc.constantFrom(null, 'k1', 'k1\nk2') });
  fc.assert(
    fc.property(fc.array(script, { minLength: 1, maxLength: 5 }), (scripts) => {
      const empty = Object.fromEntries(scriptColumns.map((column) => [column, null])) as Record<ScriptColumn, null>;
      const read = readScriptText(writeScriptText(scripts.map((each) => ({ ...empty, ...each }))));
      const present = scripts.map((each) => Object.fromEntries(Object.entries(each).filter(([, cell]) => cell !== null)));
      expect(read.map(cellsOf)).toEqual(present);
    }),
  );
});
