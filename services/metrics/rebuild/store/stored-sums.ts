import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { Table } from '#libs/platform/database/table';
import { deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { buyerVisitTable, figureSpreadTable, figureSumTable } from '../../figures/domain/rollup';
import { sessionFigureTable, type SessionFigure } from '../../figures/domain/session-figure';

/** What a rebuild does with a table of sums: read the rows of a date, take some away, write some. */
function rebuilt<R extends object>(of: Table<R>) {
  const read: Statement = {
    name: `rebuild-${of.name}`,
    text: `SELECT ${selectList(of, 'r')} FROM ${of.name} AS r WHERE shop_id = $1 AND business_date = $2`,
  };
  const [remove, write] = [
    deleteRows(of, { name: `rebuild-${of.name}-remove` }),
    insertRows(of, { name: `rebuild-${of.name}-write`, fields: of.fields }),
  ];
  return {
    table: of,
    read: (tx: Tx, shopId: string, date: string): Promise<R[]> => tx.query(read, [shopId, date]),
    replace: (tx: Tx, wrong: readonly object[], right: readonly object[]): void => {
      if (wrong.length > 0) tx.send(remove, [jsonRows(wrong)]);
      if (right.length > 0) tx.send(write, [jsonRows(right)]);
    },
  };
}

export const rebuiltTables = { sums: rebuilt(figureSumTable), spreads: rebuilt(figureSpreadTable), visits: rebuilt(buyerVisitTable) };

const ofDate: Statement = {
  name: 'rebuild-figures-of-date',
  text: `SELECT ${selectList(sessionFigureTable, 'f')} FROM session_figure AS f WHERE shop_id = $1 AND business_date = $2`,
};

/** All figures of a business date. */
export const figuresOfDate = (tx: Tx, shopId: string, date: string): Promise<SessionFigure[]> => tx.query(ofDate, [shopId, date]);
