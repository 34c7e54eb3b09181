import type { Statement, Tx } from '#libs/platform/database/database';
import { columnName, type Table } from '#libs/platform/database/table';
import { jsonRows, recordset } from '#libs/platform/database/write-rows';
import { measureNames } from '../domain/measures';
import { buyerVisitTable, figureSpreadTable, figureSumTable, type BuyerVisit } from '../domain/rollup';
import type { SumChanges } from '../domain/sum-changes';

/** Adds to stored numbers, which begin at 0. */
function addTo<R>(to: Table<R>, numbers: readonly (keyof R & string)[]): Statement {
  const keys = to.keyFields.map(columnName);
  const values = [...to.keyFields.map((field) => `k."${field}"`), ...numbers.map((field) => `coalesce(k."${field}", 0)`)];
  const sums = numbers.map(columnName).map((column) => `${column} = coalesce(t.${column}, 0) + excluded.${column}`);
  return {
    name: `${to.name}-add`,
    text: `INSERT INTO ${to.name} AS t (${[...keys, ...numbers.map(columnName)].join(', ')})
      SELECT ${values.join(', ')} FROM ${recordset(to)} ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sums.join(', ')}`,
  };
}

const [addSums, addSpreads, addVisits] = [
  addTo(figureSumTable, measureNames),
  addTo(figureSpreadTable, ['count']),
  addTo(buyerVisitTable, ['buyers']),
];

/** Adds what has changed to the stored sums; the rows come in the order of their keys. */
export function addToSums(tx: Tx, { sums, spreads }: SumChanges, visits: readonly BuyerVisit[]): void {
  if (sums.length > 0) tx.send(addSums, [jsonRows(sums)]);
  if (spreads.length > 0) tx.send(addSpreads, [jsonRows(spreads)]);
  if (visits.length > 0) tx.send(addVisits, [jsonRows(visits)]);
}

/* Members of this dimension are words of a channel; of the others they are ids and names that we give. */
const emptied = (table: string, numbers: readonly string[]): Statement => ({
  name: `${table}-drop-empty`,
  text: `DELETE FROM ${table} WHERE shop_id = ANY (current_setting('jiedai.shops')::uuid[]) AND dimension = 'ENTRY_POINT'
    AND ${numbers.map((number) => `coalesce(${columnName(number)}, 0) = 0`).join(' AND ')}`,
});

const dropEmpty = [emptied('figure_sum', measureNames), emptied('figure_spread', ['count']), emptied('buyer_visit', ['buyers'])];

/** Drops rows of zeros of the transaction's shops, which would keep the words that they are named by. */
export function dropEmptySums(tx: Tx): void {
  for (const statement of dropEmpty) tx.send(statement);
}
