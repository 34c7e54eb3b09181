import type { Tx } from '#libs/platform/database/database';
import { columnName } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { sessionFigureTable, type SessionFigure } from '../domain/session-figure';

const update = changing(sessionFigureTable);
const listed = (row: string): string => update.map((field) => `${row}.${columnName(field)}`).join(', ');

/* A process of an older build never undoes what a newer one has computed. */
const save = insertRows(sessionFigureTable, {
  name: 'figure-save',
  fields: sessionFigureTable.fields,
  onConflict: {
    update,
    where: `t.projection_version <= excluded.projection_version AND (${listed('t')}) IS DISTINCT FROM (${listed('excluded')})`,
  },
  returning: ['sessionId'],
});

/** Writes figures; answers how many rows really changed, so that a rebuild can say whether it found a difference. */
export async function saveFigures(tx: Tx, figures: readonly SessionFigure[]): Promise<number> {
  if (figures.length === 0) return 0;
  const inOrder = [...figures].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  return (await tx.query(save, [jsonRows(inOrder)])).length;
}
