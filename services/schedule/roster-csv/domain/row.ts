import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import { parseShift } from '../../roster/domain/parse-shift';
import type { Shift } from '../../roster/domain/shift';
import { columns as columnNames, type Column, type Columns } from './columns';

const rowCodes = [
  'BAD_USER_INPUT',
  'INVALID_RANGE',
  'INVALID_TIME',
  'ACCOUNT_NOT_FOUND',
  'NOT_AN_AGENT',
  'SHIFT_NOT_FOUND',
  'DOUBLE_BOOKING',
] as const;

/** What is wrong with a row: `column` is called as in the file; null where it is the row as a whole. */
export interface RowProblem {
  /** As a spreadsheet counts, the headings being row 1. */
  readonly row: number;
  readonly column: string | null;
  readonly code: (typeof rowCodes)[number];
  readonly message: string;
  readonly expected: string | null;
}

/** A row that says a shift; its id is null where it names none. */
export interface ShiftRow {
  readonly row: number;
  readonly shift: Omit<Shift, 'id'> & { readonly id: string | null };
}

/** What is known of a shop where a row is read. */
export interface RowReader {
  readonly columns: Columns;
  readonly isId: (text: string) => boolean;
  readonly isNote: (text: string) => boolean;
  /** The accounts that a name means. */
  readonly accountsNamed: (name: string) => readonly string[];
}

type Read = ShiftRow | RowProblem;

export const isProblem = (read: Read): read is RowProblem => 'code' in read;

/** Reads one row. Dates and times may be written as spreadsheets do: 2026/3/2, 9:00. */
export function readRow(reader: RowReader, row: number, cells: readonly string[]): Read {
  const text = (column: Column): string => cells[reader.columns.get(column)?.index ?? -1] ?? '';
  const agentId = agentOf(reader, text);
  if (isRefusal(agentId)) return problemOf(reader.columns, row, agentId);
  const [id, groupId, note] = [text('id'), text('groupId'), text('note')];
  for (const [column, value] of [
    ['id', id],
    ['groupId', groupId],
  ] as const)
    if (value !== '' && !reader.isId(value))
      return problemOf(reader.columns, row, noValue(column, 'an id as this API gave it, or nothing'));
  if (note !== '' && !reader.isNote(note)) return problemOf(reader.columns, row, noValue('note', '1 to 200 characters'));
  const typed = { agentId, date: dateOf(text('date')), start: timeOf(text('start')), end: timeOf(text('end')) };
  const shift = parseShift({ ...typed, groupId: groupId || null, note: note || null }, '', 'row');
  return isRefusal(shift) ? problemOf(reader.columns, row, shift) : { row, shift: { ...shift, id: id || null } };
}

/** A refusal as the problem of a row. The last part of its path is the column. */
export function problemOf(columns: Columns, row: number, { code: refused, message, field, expected }: Refusal): RowProblem {
  const code = rowCodes.find((each) => each === refused);
  if (code === undefined) throw new Error(`A row was refused with ${refused}`);
  const column = field?.split('.').at(-1);
  return { row, column: headingOf(columns, column), code, message, expected: expected ?? null };
}

const headingOf = (columns: Columns, name: string | undefined): string | null => {
  const column = columnNames.find((each) => each === name);
  if (column === undefined) return null;
  const written = column === 'agentId' && !columns.has('agentId') ? 'agent' : column;
  return columns.get(written)?.heading ?? column;
};

function agentOf({ columns, isId, accountsNamed }: RowReader, text: (column: Column) => string): string | Refusal {
  const id = text('agentId');
  if (id !== '') return isId(id) ? id : noValue('agentId', 'an id as this API gave it');
  const name = text('agent');
  const column = columns.has('agent') ? 'agent' : 'agentId';
  if (name === '') return noValue(column, 'who works');
  const [found, another] = accountsNamed(name);
  if (found === undefined)
    return refuse('ACCOUNT_NOT_FOUND', 'The shop has no such account.', { field: column, expected: 'the name or nickname of an agent' });
  return another === undefined ? found : noValue(column, 'a name that only one account has; else its agentId');
}

const noValue = (column: Column, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', `The column ${column} is not valid.`, { field: column, expected });

const dateOf = (text: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const timeOf = (text: string): string => (/^\d:\d\d$/.test(text) ? `0${text}` : text);
