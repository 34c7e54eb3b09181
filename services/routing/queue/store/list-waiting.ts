import type { Database, Statement, Tx } from '#libs/platform/database/database';
import type { WaitCause } from '../../decision/domain/route';
import { detailMark } from '../domain/pool-key';
import type { Place, WaitingKind } from '../domain/waiting-entry';
import { readReasons } from './read-queue';

export type ListedKind = Exclude<WaitingKind, 'PENDING'>;

/** Where a page ends. */
export interface WaitingPosition {
  readonly kind: ListedKind;
  readonly pool: string;
  readonly band: number;
  readonly enqueuedAt: Date;
  readonly openedAt: Date;
  readonly sessionId: string;
}

/** One who waits. `position`: in the queue of the pool, 1 = next; null of left messages. `waitsFor`: why it queues; null of left messages, whose decision says it. */
export interface WaitingView extends WaitingPosition {
  readonly place: Place | null;
  readonly position: number | null;
  readonly waitsFor: WaitCause | null;
}

export interface WaitingPage {
  readonly rows: readonly WaitingView[];
  readonly more: boolean;
}

export interface WaitingFilter {
  /** A pool; with what waits beside it because not the same agents take it. */
  readonly pool: string | null;
  readonly kind: ListedKind | null;
}

type Row = Omit<WaitingView, 'waitsFor'>;

const columns = `kind, place, pool, band, enqueued_at AS "enqueuedAt", opened_at AS "openedAt", session_id AS "sessionId"`;

const ofPool = `($2::text IS NULL OR pool = $2 OR split_part(pool, '${detailMark}', 1) = $2)`;

/** By the index `waiting_queue`. Of the pool that the page before ended in, those on the pages before are counted. */
const queued: Statement = {
  name: 'routing-list-queued',
  text: `SELECT ${columns}, (row_number() OVER (PARTITION BY pool ORDER BY band, enqueued_at, opened_at, session_id)
        + CASE WHEN pool = $3 THEN (SELECT count(*) FROM waiting o WHERE o.shop_id = $1 AND o.kind = 'QUEUED' AND o.pool = $3
            AND (o.band, o.enqueued_at, o.opened_at, o.session_id) <= ($4::smallint, $5::timestamptz, $6::timestamptz, $7::uuid)) ELSE 0 END)::int AS position
    FROM (SELECT * FROM waiting WHERE shop_id = $1 AND kind = 'QUEUED' AND ${ofPool}
        AND ($3::text IS NULL OR (pool, band, enqueued_at, opened_at, session_id) > ($3, $4::smallint, $5::timestamptz, $6::timestamptz, $7::uuid))
      ORDER BY pool, band, enqueued_at, opened_at, session_id LIMIT $8) page
    ORDER BY pool, band, enqueued_at, opened_at, session_id`,
};

/** By the index `waiting_messages`. */
const messages: Statement = {
  name: 'routing-list-messages',
  text: `SELECT ${columns}, NULL::int AS position FROM waiting WHERE shop_id = $1 AND kind = 'LEFT_MESSAGE' AND kind <> 'QUEUED'
      AND ${ofPool}
      AND ($3::text IS NULL OR (pool, opened_at, session_id) > ($3, $4::timestamptz, $5::uuid))
    ORDER BY pool, opened_at, session_id LIMIT $6`,
};

/** A page of who waits behind a position: the queue pool by pool in its own order, then the left messages, pool by pool, by their opening (RES-60). */
export async function listWaiting(
  db: Database,
  shopId: string,
  filter: WaitingFilter,
  { after, first, now }: { readonly after: WaitingPosition | null; readonly first: number; readonly now: Date },
): Promise<WaitingPage> {
  return db.transaction([shopId], async (tx) => {
    const inQueue =
      filter.kind === 'LEFT_MESSAGE' || after?.kind === 'LEFT_MESSAGE' ? [] : await listQueued(tx, shopId, filter, after, first);
    const missing = first + 1 - inQueue.length;
    const left = filter.kind === 'QUEUED' || missing === 0 ? [] : await listMessages(tx, shopId, filter, after, missing);
    const reasonOf = inQueue.length === 0 ? null : await readReasons(tx, shopId, now);
    const all = [...inQueue, ...left];
    return {
      rows: all
        .slice(0, first)
        .map((row) => ({ ...row, waitsFor: row.kind === 'QUEUED' && reasonOf ? reasonOf(row.pool, row.enqueuedAt) : null })),
      more: all.length > first,
    };
  });
}

function listQueued(tx: Tx, shopId: string, { pool }: WaitingFilter, after: WaitingPosition | null, first: number): Promise<Row[]> {
  const behind = [after?.pool ?? null, after?.band ?? 0, after?.enqueuedAt ?? null, after?.openedAt ?? null, after?.sessionId ?? null];
  return tx.query<Row>(queued, [shopId, pool, ...behind, first + 1]);
}

function listMessages(tx: Tx, shopId: string, { pool }: WaitingFilter, after: WaitingPosition | null, most: number): Promise<Row[]> {
  const behind = after?.kind === 'LEFT_MESSAGE' ? [after.pool, after.openedAt, after.sessionId] : [null, null, null];
  return tx.query<Row>(messages, [shopId, pool, ...behind, most]);
}
