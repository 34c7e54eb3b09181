import type { Statement, Tx } from '#libs/platform/database/database';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { SessionPlacement } from '../domain/session-placement';
import { assignmentTable } from './assignment-table';
import { tombstoneTable } from './tombstone-table';
import { waitingRow, waitingTable } from './waiting-table';

export interface PlacementOfShop {
  readonly shopId: string;
  readonly placement: SessionPlacement;
}

const saveWaiting = insertRows(waitingTable, { name: 'routing-save-waiting', onConflict: { update: changing(waitingTable) } });
const deleteWaiting = deleteRows(waitingTable, { name: 'routing-delete-waiting' });
const saveAssignments = insertRows(assignmentTable, {
  name: 'routing-save-assignments',
  onConflict: { update: changing(assignmentTable) },
});
const saveTombstones = insertRows(tombstoneTable, { name: 'routing-save-tombstones', onConflict: { update: changing(tombstoneTable) } });
const deleteTombstones = deleteRows(tombstoneTable, { name: 'routing-delete-tombstones' });

/** Writes where sessions are now: one statement per table and kind of change, none where nothing changed. */
export function savePlacements(tx: Tx, placements: readonly PlacementOfShop[]): void {
  const changed = (what: 'waiting' | 'assignment' | 'tombstone') =>
    placements.filter(({ placement }) => placement[what] !== placement.stored[what]);
  const waiting = changed('waiting');
  const tombstones = changed('tombstone');
  const gone = (shops: readonly PlacementOfShop[], what: 'waiting' | 'tombstone') =>
    shops.flatMap(({ shopId, placement }) => (placement[what] === null ? [{ shopId, sessionId: placement.sessionId }] : []));
  sendRows(
    tx,
    saveWaiting,
    waiting.flatMap(({ shopId, placement }) => (placement.waiting ? [waitingRow(shopId, placement.waiting)] : [])),
  );
  sendRows(tx, deleteWaiting, gone(waiting, 'waiting'));
  sendRows(
    tx,
    saveAssignments,
    // Ended ones first: a session has one assignment that has not ended.
    [
      ...placements.flatMap(({ shopId, placement }) => placement.replaced.map((assignment) => ({ ...assignment, shopId }))),
      ...changed('assignment').map(({ shopId, placement }) => ({ ...placement.assignment, shopId })),
    ],
  );
  sendRows(
    tx,
    saveTombstones,
    tombstones.flatMap(({ shopId, placement }) => (placement.tombstone ? [{ ...placement.tombstone, shopId }] : [])),
  );
  sendRows(tx, deleteTombstones, gone(tombstones, 'tombstone'));
}

function sendRows(tx: Tx, statement: Statement, rows: readonly object[]): void {
  if (rows.length > 0) tx.send(statement, [jsonRows(rows)]);
}
