import { refuse, type Refusal } from '#libs/platform/errors';

/** The columns of a file of scripts, each with the headings it may have. The first is the one that is written. */
export const columnHeadings = {
  id: ['id', '话术ID'],
  tier: ['tier', '类型'],
  department: ['department', '部门'],
  category: ['category', '一级分类', '分类'],
  subcategory: ['subcategory', '二级分类'],
  title: ['title', '标题'],
  text: ['text', '内容', '话术'],
  images: ['images', '图片'],
  keywords: ['keywords', '关键词'],
  validFrom: ['validFrom', '开始日期'],
  validUntil: ['validUntil', '结束日期'],
} as const satisfies Record<string, readonly string[]>;

export type ScriptColumn = keyof typeof columnHeadings;

export const scriptColumns = Object.keys(columnHeadings) as ScriptColumn[];

/** Where each column stands in a file, and how it is called there. */
export type ScriptColumns = ReadonlyMap<ScriptColumn, { readonly index: number; readonly heading: string }>;

/** The columns that a file's first row names: all are known, none comes twice, and the title is there. */
export function readScriptColumns(headings: readonly string[]): ScriptColumns | Refusal {
  const found = new Map<ScriptColumn, { readonly index: number; readonly heading: string }>();
  for (const [index, written] of headings.entries()) {
    const heading = written.trim();
    if (heading === '') continue;
    const column = scriptColumns.find((each) => columnHeadings[each].some((known) => known.toLowerCase() === heading.toLowerCase()));
    if (!column) return noScripts(`no column “${heading.slice(0, 50)}”: the columns are ${scriptColumns.join(', ')}`);
    if (found.has(column)) return noScripts(`the column ${column} once`);
    found.set(column, { index, heading });
  }
  return found.has('title') ? found : noScripts(`a column title (${columnHeadings.title.join(', ')})`);
}

export const noScripts = (expected: string): Refusal => refuse('INVALID_CSV', 'This is no file of scripts.', { field: 'csv', expected });
