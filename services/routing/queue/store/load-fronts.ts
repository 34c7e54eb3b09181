import type { Statement, Tx } from '#libs/platform/database/database';
import type { ShopState } from '../../flight/domain/shop-state';
import type { WaitingKind } from '../domain/waiting';
import { extend, needsFront, type WaitingList } from '../domain/waiting-list';
import { entryOf, type WaitingRow } from './waiting-rows';

/** So many entries of a list are in memory at once: also the most a flight moves of one list. */
export const frontLimit = 500;

const columns = 'w.shop_id, w.session_id, w.kind, w.place, w.pool, w.band, w.enqueued_at, w.opened_at, w.revision, w.facts';

const queueFront: Statement = {
  name: 'routing-queue-front',
  text: `SELECT ${columns} FROM unnest($1::uuid[]) AS k (id) CROSS JOIN LATERAL (
      SELECT * FROM waiting WHERE shop_id = k.id AND kind = 'QUEUED' ORDER BY band, enqueued_at, opened_at, session_id LIMIT $2::int) w`,
};

const messageFront: Statement = {
  name: 'routing-message-front',
  text: `SELECT ${columns} FROM unnest($1::uuid[]) AS k (id) CROSS JOIN LATERAL (
      SELECT * FROM waiting WHERE shop_id = k.id AND kind = $3 AND kind <> 'QUEUED' ORDER BY opened_at, session_id LIMIT $2::int) w`,
};

const lists: readonly { readonly kind: WaitingKind; readonly of: (state: ShopState) => WaitingList }[] = [
  { kind: 'QUEUED', of: (state) => state.queue },
  { kind: 'LEFT_MESSAGE', of: (state) => state.left },
  { kind: 'PENDING', of: (state) => state.pending },
];

/** Reads the front of every list that has entries but none in memory. */
export async function loadFronts(tx: Tx, states: readonly ShopState[]): Promise<void> {
  for (const { kind, of } of lists) {
    const hungry = states.filter((state) => needsFront(of(state)));
    if (hungry.length === 0) continue;
    const ids = hungry.map((state) => state.shopId);
    const rows =
      kind === 'QUEUED'
        ? await tx.query<WaitingRow>(queueFront, [ids, frontLimit])
        : await tx.query<WaitingRow>(messageFront, [ids, frontLimit, kind]);
    for (const state of hungry)
      fill(
        of(state),
        rows.filter((row) => row.shop_id === state.shopId),
      );
  }
}

function fill(list: WaitingList, rows: readonly WaitingRow[]): void {
  extend(list, rows.map(entryOf).sort(list.order));
}
