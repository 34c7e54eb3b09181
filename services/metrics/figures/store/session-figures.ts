import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { columnName } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { sessionFigureTable, type SessionFigure } from '../domain/session-figure';
import type { Visit } from '../domain/visit-changes';

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

const load: Statement = {
  name: 'figure-load',
  text: `SELECT ${selectList(sessionFigureTable, 'f')} FROM session_figure AS f WHERE session_id = ANY ($1::uuid[])`,
};

const visitFields = [
  'sessionId',
  'shopId',
  'buyerId',
  'businessDate',
  'halfHour',
  'channel',
  'groupId',
  'pool',
  'orderStatus',
  'entryPoint',
  'creditedAgentId',
  'added',
] as const satisfies readonly (keyof Visit)[];

const visits: Statement = {
  name: 'figure-visits',
  text: `SELECT ${selectList(sessionFigureTable, 'f', visitFields)} FROM session_figure AS f WHERE buyer_id = ANY ($1::uuid[])`,
};

const remove: Statement = { name: 'figure-remove', text: 'DELETE FROM session_figure WHERE session_id = ANY ($1::uuid[])' };

/** Writes figures; answers how many rows really changed, so that a rebuild can say whether it found a difference. */
export async function saveFigures(tx: Tx, figures: readonly SessionFigure[]): Promise<number> {
  if (figures.length === 0) return 0;
  const inOrder = [...figures].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  return (await tx.query(save, [jsonRows(inOrder)])).length;
}

/** The stored figures of sessions. */
export const loadFigures = (tx: Tx, sessionIds: readonly string[]): Promise<SessionFigure[]> => tx.query<SessionFigure>(load, [sessionIds]);

/** Where and when some buyers came, all of their sessions. */
export const loadVisits = (tx: Tx, buyerIds: readonly string[]): Promise<Visit[]> => tx.query<Visit>(visits, [buyerIds]);

export const removeFigures = (tx: Tx, sessionIds: readonly string[]): void => tx.send(remove, [sessionIds]);
