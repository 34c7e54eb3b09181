import type { Statement, Tx } from '#libs/platform/database/database';
import { instantText } from '../../flight/store/instant-text';
import type { Assignment, Standing, Tombstone } from '../domain/session-placement';
import type { WaitingEntry } from '../domain/waiting';
import { bandNumber } from './waiting-rows';

export interface StandingOfShop {
  readonly shopId: string;
  readonly standing: Standing;
}

const upsertWaiting: Statement = {
  name: 'routing-save-waiting',
  text: `INSERT INTO waiting (shop_id, session_id, kind, place, pool, band, enqueued_at, opened_at, revision, facts)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::timestamptz[], $8::timestamptz[], $9::int[],
      $10::jsonb[])
    ON CONFLICT (shop_id, session_id) DO UPDATE SET kind = excluded.kind, place = excluded.place, pool = excluded.pool, band = excluded.band,
      enqueued_at = excluded.enqueued_at, revision = excluded.revision`,
};

const deleteWaiting: Statement = {
  name: 'routing-delete-waiting',
  text: `DELETE FROM waiting w USING unnest($1::uuid[], $2::uuid[]) AS k (shop_id, session_id)
    WHERE w.shop_id = k.shop_id AND w.session_id = k.session_id`,
};

const upsertAssignment: Statement = {
  name: 'routing-save-assignments',
  text: `INSERT INTO assignment (shop_id, session_id, revision, agent_id, cause, over, assigned_at, held_at, released_at, release_reason)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::timestamptz[],
      $10::text[])
    ON CONFLICT (shop_id, session_id, revision) DO UPDATE SET held_at = excluded.held_at, released_at = excluded.released_at,
      release_reason = excluded.release_reason`,
};

const upsertTombstone: Statement = {
  name: 'routing-save-tombstones',
  text: `INSERT INTO tombstone (shop_id, session_id, kind, at) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
    ON CONFLICT (shop_id, session_id) DO UPDATE SET kind = excluded.kind, at = excluded.at`,
};

const deleteTombstone: Statement = {
  name: 'routing-delete-tombstones',
  text: `DELETE FROM tombstone t USING unnest($1::uuid[], $2::uuid[]) AS k (shop_id, session_id)
    WHERE t.shop_id = k.shop_id AND t.session_id = k.session_id`,
};

/** Writes where sessions stand now: one statement per table and kind of change, none where nothing changed. */
export function saveSessions(tx: Tx, standings: readonly StandingOfShop[]): void {
  const changed = (what: 'waiting' | 'assignment' | 'tombstone') =>
    standings.filter(({ standing }) => standing[what] !== standing.stored[what]);
  const waiting = changed('waiting');
  const tombstones = changed('tombstone');
  saveWaiting(
    tx,
    present(waiting, ({ waiting: entry }) => entry),
  );
  remove(
    tx,
    deleteWaiting,
    waiting.filter(({ standing }) => standing.waiting === null),
  );
  saveAssignments(
    tx,
    present(changed('assignment'), ({ assignment }) => assignment),
  );
  saveTombstones(
    tx,
    present(tombstones, ({ tombstone }) => tombstone),
  );
  remove(
    tx,
    deleteTombstone,
    tombstones.filter(({ standing }) => standing.tombstone === null),
  );
}

type Of<T> = readonly { readonly shopId: string; readonly row: T }[];

const present = <T>(standings: readonly StandingOfShop[], of: (standing: Standing) => T | null): Of<T> =>
  standings.flatMap(({ shopId, standing }) => {
    const row = of(standing);
    return row === null ? [] : [{ shopId, row }];
  });

function remove(tx: Tx, statement: Statement, standings: readonly StandingOfShop[]): void {
  if (standings.length === 0) return;
  tx.send(statement, [standings.map(({ shopId }) => shopId), standings.map(({ standing }) => standing.sessionId)]);
}

function saveWaiting(tx: Tx, rows: Of<WaitingEntry>): void {
  if (rows.length === 0) return;
  const column = <V>(of: (entry: WaitingEntry) => V): V[] => rows.map(({ row }) => of(row));
  tx.send(upsertWaiting, [
    rows.map(({ shopId }) => shopId),
    column((entry) => entry.sessionId),
    column((entry) => entry.kind),
    column((entry) => entry.place),
    column((entry) => entry.pool),
    column((entry) => bandNumber(entry.band)),
    column((entry) => instantText(entry.enqueuedAt)),
    column((entry) => instantText(entry.openedAt)),
    column((entry) => entry.revision),
    column((entry) => JSON.stringify(entry.facts)),
  ]);
}

function saveAssignments(tx: Tx, rows: Of<Assignment>): void {
  if (rows.length === 0) return;
  const column = <V>(of: (assignment: Assignment) => V): V[] => rows.map(({ row }) => of(row));
  tx.send(upsertAssignment, [
    rows.map(({ shopId }) => shopId),
    column((assignment) => assignment.sessionId),
    column((assignment) => assignment.revision),
    column((assignment) => assignment.agentId),
    column((assignment) => assignment.cause),
    column((assignment) => assignment.over),
    column((assignment) => instantText(assignment.assignedAt)),
    column((assignment) => instantText(assignment.heldAt)),
    column((assignment) => instantText(assignment.releasedAt)),
    column((assignment) => assignment.releaseReason),
  ]);
}

function saveTombstones(tx: Tx, rows: Of<Tombstone>): void {
  if (rows.length === 0) return;
  tx.send(upsertTombstone, [
    rows.map(({ shopId }) => shopId),
    rows.map(({ row }) => row.sessionId),
    rows.map(({ row }) => row.kind),
    rows.map(({ row }) => instantText(row.at)),
  ]);
}
