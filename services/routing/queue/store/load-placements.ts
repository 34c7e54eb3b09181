import type { Statement, Tx } from '#libs/platform/database/database';
import { columnName, type Table } from '#libs/platform/database/table';
import { placementFrom, type SessionPlacement } from '../domain/session-placement';
import { assignmentTable } from './assignment-table';
import { tombstoneTable } from './tombstone-table';
import { entryOf, waitingTable } from './waiting-table';

export interface SessionKey {
  readonly shopId: string;
  readonly sessionId: string;
}

type Joined = SessionKey & { readonly lastRevision: number | null } & Readonly<Record<string, unknown>>;

/** The columns of one of several joined tables, each named after its table's alias. */
const columnsOf = <R>({ fields }: Table<R>, alias: string): string =>
  fields.map((field) => `${alias}.${columnName(field)} AS "${alias}.${field}"`).join(', ');

/** One table's row of the joined ones; null where there is none. */
function rowOf<R>({ fields, keyFields }: Table<R>, alias: string, joined: Joined): R | null {
  if (joined[`${alias}.${keyFields[0]}`] === null) return null;
  return Object.fromEntries(fields.map((field) => [field, joined[`${alias}.${field}`]])) as R;
}

const find: Statement = {
  name: 'routing-find-placements',
  text: `SELECT k.shop_id AS "shopId", k.session_id AS "sessionId", d.revision AS "lastRevision",
      ${columnsOf(waitingTable, 'w')}, ${columnsOf(assignmentTable, 'a')}, ${columnsOf(tombstoneTable, 't')}
    FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, session_id)
    LEFT JOIN waiting w ON w.shop_id = k.shop_id AND w.session_id = k.session_id
    LEFT JOIN tombstone t ON t.shop_id = k.shop_id AND t.session_id = k.session_id
    LEFT JOIN LATERAL (
      SELECT revision FROM decision WHERE shop_id = k.shop_id AND session_id = k.session_id ORDER BY revision DESC LIMIT 1) d ON true
    LEFT JOIN LATERAL (
      SELECT * FROM assignment WHERE shop_id = k.shop_id AND session_id = k.session_id ORDER BY revision DESC LIMIT 1) a ON true`,
};

/** Where the sessions are that a flight's inputs name, by shop; a session nobody knows is among them. */
export async function loadPlacements(tx: Tx, keys: readonly SessionKey[]): Promise<Map<string, SessionPlacement[]>> {
  const byShop = new Map<string, SessionPlacement[]>();
  if (keys.length === 0) return byShop;
  const distinct = [...new Map(keys.map((key) => [`${key.shopId} ${key.sessionId}`, key])).values()];
  for (const row of await tx.query<Joined>(find, [distinct.map((key) => key.shopId), distinct.map((key) => key.sessionId)])) {
    const placements = byShop.get(row.shopId);
    if (placements) placements.push(placementOf(row));
    else byShop.set(row.shopId, [placementOf(row)]);
  }
  return byShop;
}

function placementOf(row: Joined): SessionPlacement {
  const waiting = rowOf(waitingTable, 'w', row);
  return placementFrom(row.sessionId, row.lastRevision ?? 0, {
    waiting: waiting && entryOf(waiting),
    assignment: rowOf(assignmentTable, 'a', row),
    tombstone: rowOf(tombstoneTable, 't', row),
  });
}
