import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { ShopState } from '../../flight/domain/shop-state';
import { everybody } from '../domain/pools';
import { extend, needsHead, type WaitingList } from '../domain/waiting-list';
import { entryOf, waitingTable, type WaitingRow } from './waiting-table';

/** So many entries of a list are in memory at once: also the most a flight moves of one list. */
const headLimit = 500;

const keys = 'unnest($1::uuid[], $2::text[]) AS k (shop_id, pool)';

const heads = (name: string, kind: string, order: string): Statement => ({
  name,
  text: `SELECT ${selectList(waitingTable, 'w')} FROM ${keys} CROSS JOIN LATERAL (
      SELECT * FROM waiting WHERE shop_id = k.shop_id AND ${kind} AND pool = k.pool ORDER BY ${order} LIMIT ${headLimit}) w`,
});

const statements = {
  QUEUED: heads('routing-queue-heads', `kind = 'QUEUED'`, 'band, enqueued_at, opened_at, session_id'),
  LEFT_MESSAGE: heads('routing-message-heads', `kind = 'LEFT_MESSAGE' AND kind <> 'QUEUED'`, 'opened_at, session_id'),
  PENDING: heads('routing-pending-heads', `kind = 'PENDING' AND kind <> 'QUEUED'`, 'opened_at, session_id'),
} as const;

type Kind = keyof typeof statements;

interface HungryList {
  readonly shopId: string;
  readonly kind: Kind;
  readonly pool: string;
  readonly list: WaitingList;
}

/** Reads the head of every list that has entries but none in memory. */
export async function loadHeads(tx: Tx, states: readonly ShopState[]): Promise<void> {
  const hungry = states.flatMap(listsOf).filter(({ list }) => needsHead(list));
  const extended = new Set(hungry.map(({ shopId }) => shopId));
  for (const state of states) if (extended.has(state.shopId)) state.strays = null;
  await Promise.all(
    (Object.keys(statements) as Kind[]).map((kind) =>
      fill(
        tx,
        kind,
        hungry.filter((one) => one.kind === kind),
      ),
    ),
  );
}

const listsOf = ({ shopId, pools, pending }: ShopState): HungryList[] => [
  ...[...pools.values()].flatMap(({ key: pool, queue, left }): HungryList[] => [
    { shopId, kind: 'QUEUED', pool, list: queue },
    { shopId, kind: 'LEFT_MESSAGE', pool, list: left },
  ]),
  { shopId, kind: 'PENDING', pool: everybody, list: pending },
];

async function fill(tx: Tx, kind: Kind, hungry: readonly HungryList[]): Promise<void> {
  if (hungry.length === 0) return;
  const rows = await tx.query<WaitingRow>(statements[kind], [hungry.map(({ shopId }) => shopId), hungry.map(({ pool }) => pool)]);
  for (const { shopId, pool, list } of hungry) {
    const mine = rows.filter((row) => row.shopId === shopId && row.pool === pool);
    extend(list, mine.map(entryOf).sort(list.order));
  }
}
