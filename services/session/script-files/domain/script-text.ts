import { columnHeadings, scriptColumns, type ScriptColumn, type ScriptColumns } from './csv-columns';

/* Scripts as plain text: one after another, a line of three hyphens between them. A script begins with its headings, `标题: 催发货`, each on a line; the
   text follows after an empty line. Without headings its first line is the title. */

/** A script of a file: in which row it begins, and its cells under the columns it names. */
export interface FileRow {
  readonly row: number;
  readonly columns: ScriptColumns;
  readonly cells: readonly string[];
}

const between = '---';

/** The scripts of a text. Lines of a script's own text that begin with a backslash or are three hyphens have one more backslash in front. */
export function readScriptText(text: string): FileRow[] {
  const rows: FileRow[] = [];
  let [block, first] = [[] as string[], 1];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of [...lines, between].entries()) {
    if (line !== between) block.push(line);
    else {
      const empty = block.findIndex((each) => each.trim() !== '');
      if (empty >= 0) rows.push(readBlock(block.slice(empty), first + empty));
      [block, first] = [[], index + 2];
    }
  }
  return rows;
}

function readBlock(lines: readonly string[], row: number): FileRow {
  const cells = new Map<ScriptColumn, string[]>();
  const headings = new Map<ScriptColumn, string>();
  let at = 0;
  for (; at < lines.length; at += 1) {
    const [, heading = '', value = ''] = /^([^:：]{1,20})[:：]\s*(.*)$/.exec(lines[at] ?? '') ?? [];
    const column = scriptColumns.find((each) => columnHeadings[each].some((known) => known.toLowerCase() === heading.trim().toLowerCase()));
    if (!column || column === 'text') break;
    cells.set(column, [...(cells.get(column) ?? []), value.trim()]);
    headings.set(column, heading.trim());
  }
  if (!cells.has('title')) cells.set('title', [(lines[at++] ?? '').trim()]);
  if (lines[at]?.trim() === '') at += 1;
  const text = lines.slice(at).map((line) => line.replace(/^\\/, ''));
  cells.set('text', [text.join('\n').replace(/\s+$/, '')]);
  const columns = new Map([...cells.keys()].map((column, index) => [column, { index, heading: headings.get(column) ?? column }] as const));
  return { row, columns, cells: [...cells.values()].map((values) => values.join('\n')) };
}

/** Scripts as a text that `readScriptText` reads. */
export const writeScriptText = (scripts: readonly Readonly<Record<ScriptColumn, string | null>>[]): string =>
  `\ufeff${scripts.map(blockOf).join(`\r\n${between}\r\n`)}\r\n`;

function blockOf(cells: Readonly<Record<ScriptColumn, string | null>>): string {
  const headings = scriptColumns
    .filter((column) => column !== 'text')
    .flatMap((column) => cells[column]?.split('\n').map((value) => `${columnHeadings[column][0]}: ${value}`) ?? []);
  const text = (cells.text ?? '').split(/\r?\n/).map((line) => (line === between || line.startsWith('\\') ? `\\${line}` : line));
  return [...headings, '', ...text].join('\r\n');
}
