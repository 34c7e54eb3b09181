import { refuse, type ErrorCode, type Refusal } from '#libs/platform/errors';
import type { ScriptChange } from '../../scripts/domain/change-script';
import { scriptTiers } from '../../scripts/domain/script';
import type { ScriptCategory } from '../../scripts/domain/script-category';
import type { ScriptColumn, ScriptColumns } from './csv-columns';

/** What is wrong with a row; `column` is called as in the file, null where it is the row as a whole. */
export interface RowProblem {
  /** As a spreadsheet counts, the headings being row 1. */
  readonly row: number;
  readonly column: string | null;
  readonly code: ErrorCode;
  readonly message: string;
  readonly expected: string | null;
}

export interface ScriptRow {
  readonly id: string | null;
  readonly change: ScriptChange;
}

/** What a row says. A column that the file has not is not changed; an empty cell is none. */
export function readScriptRow(
  columns: ScriptColumns,
  categories: readonly ScriptCategory[],
  cells: readonly string[],
): ScriptRow | Refusal {
  const cell = (column: ScriptColumn): string | null | undefined => {
    const place = columns.get(column);
    return place && ((cells[place.index] ?? '') || null);
  };
  const tier = scriptTiers.find((each) => each === cell('tier')?.toUpperCase());
  if (cell('tier') && !tier) return wrong('tier', `one of ${scriptTiers.join(', ')}, or nothing`);
  const categoryId = categoryOf(categories, cell('category'), cell('subcategory'));
  if (typeof categoryId === 'object' && categoryId !== null) return categoryId;
  const change = {
    ...{ tier, department: cell('department'), categoryId, title: cell('title'), text: cell('text') },
    ...{ images: linesOf(cell('images')), keywords: linesOf(cell('keywords')) },
    ...{ validFrom: cell('validFrom'), validUntil: cell('validUntil') },
  };
  return { id: cell('id') ?? null, change };
}

/** Entries of a list stand on lines of their own. */
const linesOf = (cell: string | null | undefined): string[] | null | undefined =>
  cell?.split(/\r?\n/).flatMap((line) => line.trim() || []) ?? (cell === undefined ? undefined : null);

function categoryOf(
  categories: readonly ScriptCategory[],
  first: string | null | undefined,
  second: string | null | undefined,
): string | null | undefined | Refusal {
  if (first === undefined) return undefined;
  if (first === null) return second ? wrong('category', 'the category of level 1 too') : null;
  const upper = categories.find(({ parentId, name }) => parentId === null && name === first);
  if (!upper) return unknown('category');
  if (!second) return upper.id;
  return categories.find(({ parentId, name }) => parentId === upper.id && name === second)?.id ?? unknown('subcategory');
}

const wrong = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', `The column ${field} is not valid.`, { field, expected });

const unknown = (field: string): Refusal =>
  refuse('CATEGORY_NOT_FOUND', 'The shop has no such category.', { field, expected: 'the name of a category of this shop' });

/** A refusal as the problem of a row. The first part of its path is the column. */
export function problemOf(columns: ScriptColumns, row: number, { code, message, field, expected }: Refusal): RowProblem {
  const name = field?.split('.')[0];
  const known = [...columns].find(([column]) => column === (name === 'scriptId' ? 'id' : name));
  return { row, column: known?.[1].heading ?? name ?? null, code, message, expected: expected ?? null };
}
