import { refuse, type Refusal } from '#libs/platform/errors';

/** The columns of a roster's file, each with the headings it may have. The first is the one that is written. */
export const columnHeadings = {
  id: ['id', '班次ID', '班次编号'],
  agentId: ['agentId', '客服ID', '客服编号', '账号ID'],
  agent: ['agent', '客服', '姓名', '昵称'],
  date: ['date', '日期'],
  start: ['start', '开始', '开始时间', '上班时间'],
  end: ['end', '结束', '结束时间', '下班时间'],
  groupId: ['groupId', '分组ID', '组ID'],
  note: ['note', '备注'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof columnHeadings;

export const columns = Object.keys(columnHeadings) as Column[];

/** Where each column stands in a file, and how it is called there. */
export type Columns = ReadonlyMap<Column, { readonly index: number; readonly heading: string }>;

const columnOf = (heading: string): Column | undefined =>
  columns.find((column) => columnHeadings[column].some((known) => known.toLowerCase() === heading.toLowerCase()));

/** The columns that a file's first row names. All are known, and none comes twice; date, start, end and the agent are there. */
export function readColumns(headings: readonly string[]): Columns | Refusal {
  const found = new Map<Column, { readonly index: number; readonly heading: string }>();
  for (const [index, written] of headings.entries()) {
    const heading = written.trim();
    const column = columnOf(heading);
    if (!column && heading === '') continue;
    if (!column) return noColumns(`no column “${heading.slice(0, 50)}”: the columns are ${columns.join(', ')}`);
    if (found.has(column)) return noColumns(`the column ${column} once`);
    found.set(column, { index, heading });
  }
  const missing = (['date', 'start', 'end'] as const).find((column) => !found.has(column));
  if (missing) return noColumns(`a column ${missing} (${columnHeadings[missing].join(', ')})`);
  return found.has('agentId') || found.has('agent') ? found : noColumns('a column agentId or agent');
}

export const noColumns = (expected: string): Refusal => refuse('INVALID_CSV', 'This is no roster.', { field: 'csv', expected });
