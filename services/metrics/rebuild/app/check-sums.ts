import type { Tx } from '#libs/platform/database/database';
import type { Table } from '#libs/platform/database/table';
import { sumChanges } from '../../figures/domain/sum-changes';
import { visitChanges } from '../../figures/domain/visit-changes';
import { loadVisits } from '../../figures/store/session-figures';
import { figuresOfDate, rebuiltTables } from '../store/stored-sums';

/** Compares the sums of a business date with the figures they are made of, row by row, and puts right what differs; answers how many rows did. */
export async function checkSums(tx: Tx, shopId: string, date: string): Promise<number> {
  const figures = await figuresOfDate(tx, shopId, date);
  const { sums, spreads } = sumChanges([], figures);
  const visits = await loadVisits(tx, [...new Set(figures.map(({ buyerId }) => buyerId))]);
  const visitsOfDate = visitChanges([], visits).filter(({ businessDate }) => businessDate === date);
  let corrected = 0;
  for (const [name, right] of [
    ['sums', sums],
    ['spreads', spreads],
    ['visits', visitsOfDate],
  ] as const) {
    const { table, read, replace } = rebuiltTables[name];
    const rows = await read(tx, shopId, date);
    const { wrong, missing } = differences(table, rows, right);
    replace(tx, wrong, missing);
    corrected += Math.max(wrong.length, missing.length);
  }
  return corrected;
}

/** Rows that are stored and should not be so, and those that should be stored. A row of zeros and none are the same. */
function differences<R extends object>(
  { keyFields, fields }: Pick<Table<R>, 'keyFields' | 'fields'>,
  stored: readonly object[],
  right: readonly object[],
): { wrong: object[]; missing: object[] } {
  const numbers = fields.filter((field) => !keyFields.includes(field));
  const [keyOf, valuesOf] = [keyFields, numbers].map(
    (names) => (row: object) => JSON.stringify(names.map((name) => (row as Record<string, unknown>)[name] ?? 0)),
  ) as [(row: object) => string, (row: object) => string];
  const nothing = valuesOf({});
  const [has, should] = [stored, right].map(
    (rows) => new Map(rows.filter((row) => valuesOf(row) !== nothing).map((row) => [keyOf(row), row])),
  );
  const differs = (row: object, other: object | undefined): boolean => other === undefined || valuesOf(row) !== valuesOf(other);
  const wrong = [...has!.values()].filter((row) => differs(row, should!.get(keyOf(row))));
  const missing = [...should!.values()].filter((row) => differs(row, has!.get(keyOf(row))));
  const zeros = stored.filter((row) => valuesOf(row) === nothing && missing.some((other) => keyOf(other) === keyOf(row)));
  return {
    wrong: [...wrong, ...zeros],
    missing: missing.map((row) => ({ ...Object.fromEntries(numbers.map((name) => [name, 0])), ...row })),
  };
}
