import type { Database, Statement } from '#libs/platform/database/database';
import { databaseFault } from '#libs/platform/database/database-fault';
import type { OutboxRow } from '../kafka/envelope';

export interface StreamKey {
  readonly stream: string;
  readonly shopId: string;
}

export const keyOf = ({ stream, shopId }: StreamKey): string => `${stream} ${shopId}`;

/** How far a stream of a shop is known to be published. */
export interface Cursor extends StreamKey {
  readonly incarnation: number;
  readonly seq: number;
  readonly generation: number;
}

const cursors: Statement = {
  name: 'relay-cursors',
  text: `SELECT k.stream, k.shop_id, coalesce(c.incarnation, 1) AS incarnation, coalesce(c.seq, 0) AS seq, coalesce(c.generation, 0) AS generation
    FROM unnest($1::text[], $2::uuid[]) AS k (stream, shop_id) LEFT JOIN outbox_cursor c USING (stream, shop_id)`,
};

const behind: Statement = {
  name: 'relay-behind',
  text: `SELECT n.stream, n.shop_id, coalesce(c.incarnation, 1) AS incarnation, coalesce(c.seq, 0) AS seq, coalesce(c.generation, 0) AS generation
    FROM outbox_counter n LEFT JOIN outbox_cursor c USING (stream, shop_id)
    WHERE (n.incarnation, n.seq) > (coalesce(c.incarnation, 1), coalesce(c.seq, 0))`,
};

/* Another process of the service may have published since: what its stored cursor covers is not read again. */
const unpublished: Statement = {
  name: 'relay-unpublished',
  text: `SELECT o.stream, o.shop_id, o.incarnation, o.seq, o.id, o.type, o.subject, o.occurred_at, o.traceparent, o.value
    FROM unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::int[]) AS k (stream, shop_id, incarnation, seq, generation)
    LEFT JOIN outbox_cursor c ON c.stream = k.stream AND c.shop_id = k.shop_id AND c.generation = k.generation
      AND (c.incarnation, c.seq) > (k.incarnation, k.seq)
    CROSS JOIN LATERAL (
      SELECT * FROM outbox o WHERE o.stream = k.stream AND o.shop_id = k.shop_id
        AND (o.incarnation, o.seq) > (coalesce(c.incarnation, k.incarnation), coalesce(c.seq, k.seq))
      ORDER BY o.incarnation, o.seq LIMIT $6) AS o
    ORDER BY o.stream, o.shop_id, o.incarnation, o.seq`,
};

/* A cursor only moves forward, and not at all when an operator has rewound it meanwhile (another generation). */
const advance: Statement = {
  name: 'relay-advance',
  text: `INSERT INTO outbox_cursor AS c (stream, shop_id, incarnation, seq, generation)
    SELECT * FROM unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::int[]) ORDER BY 2, 1
    ON CONFLICT (stream, shop_id) DO UPDATE SET incarnation = excluded.incarnation, seq = excluded.seq
    WHERE c.generation = excluded.generation AND (excluded.incarnation, excluded.seq) > (c.incarnation, c.seq)`,
};

/* Those that nobody holds. */
const advanceFree: Statement = {
  name: 'relay-advance-free',
  text: `WITH given AS (SELECT * FROM unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::int[]) AS g (stream, shop_id, incarnation, seq, generation)),
    free AS MATERIALIZED (SELECT c.stream, c.shop_id FROM outbox_cursor c JOIN given USING (stream, shop_id) ORDER BY 2, 1 FOR UPDATE OF c SKIP LOCKED)
    UPDATE outbox_cursor c SET incarnation = given.incarnation, seq = given.seq FROM given JOIN free USING (stream, shop_id)
    WHERE c.stream = given.stream AND c.shop_id = given.shop_id AND c.generation = given.generation
      AND (given.incarnation, given.seq) > (c.incarnation, c.seq)`,
};

const prune: Statement = {
  name: 'relay-prune',
  text: `DELETE FROM outbox WHERE (stream, shop_id, incarnation, seq) IN (
      SELECT o.stream, o.shop_id, o.incarnation, o.seq FROM outbox o JOIN outbox_cursor c USING (stream, shop_id)
      WHERE o.created_at < $1 AND NOT (o.stream = ANY ($2::text[])) AND (o.incarnation, o.seq) <= (c.incarnation, c.seq) LIMIT $3)
    RETURNING seq`,
};

const cursorLockMs = 75;

export interface CursorRow {
  stream: string;
  shop_id: string;
  incarnation: number;
  seq: number;
  generation: number;
}

export const cursorOf = ({ shop_id, ...rest }: CursorRow): Cursor => ({ ...rest, shopId: shop_id });

type UnpublishedRow = Omit<OutboxRow, 'shopId' | 'occurredAt'> & { shop_id: string; occurred_at: Date };

const rowOf = ({ shop_id, occurred_at, ...rest }: UnpublishedRow): OutboxRow => ({ ...rest, shopId: shop_id, occurredAt: occurred_at });

const columnsOf = (cursors: readonly Cursor[]): unknown[] => [
  cursors.map((cursor) => cursor.stream),
  cursors.map((cursor) => cursor.shopId),
  cursors.map((cursor) => cursor.incarnation),
  cursors.map((cursor) => cursor.seq),
  cursors.map((cursor) => cursor.generation),
];

/** The relay's statements, under the worker role: they see all shops. */
export function createRelayStore(db: Database) {
  return {
    cursors: (keys: readonly StreamKey[]): Promise<Cursor[]> =>
      db.transaction([], async (tx) =>
        (await tx.query<CursorRow>(cursors, [keys.map((key) => key.stream), keys.map((key) => key.shopId)])).map(cursorOf),
      ),
    behind: (): Promise<Cursor[]> => db.transaction([], async (tx) => (await tx.query<CursorRow>(behind)).map(cursorOf)),
    unpublished: (after: readonly Cursor[], limit: number): Promise<OutboxRow[]> =>
      db.transaction([], async (tx) => {
        return (await tx.query<UnpublishedRow>(unpublished, [...columnsOf(after), limit])).map(rowOf);
      }),
    /** Lazy: a cursor that is lost with the server only makes some events be published again. Rejects when some are held; the others are written all the same. */
    advance: async (to: readonly Cursor[]): Promise<void> => {
      const write = (statement: Statement): Promise<void> =>
        db.transaction([], (tx) => Promise.resolve(tx.send(statement, columnsOf(to))), { lazy: true, lockMs: cursorLockMs });
      await write(advance).catch(async (error: unknown) => {
        if (databaseFault(error) === 'held') await write(advanceFree);
        throw error;
      });
    },
    prune: (before: Date, keep: readonly string[], limit: number): Promise<number> =>
      db.transaction([], async (tx) => (await tx.query(prune, [before, keep, limit])).length),
  };
}

export type RelayStore = ReturnType<typeof createRelayStore>;
