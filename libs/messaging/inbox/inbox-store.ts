import type { Statement, Tx } from '#libs/platform/database/database';
import { nameOf, streamOf, type InboxEvent } from './inbox-event';

export interface InboxRow {
  readonly stream: string;
  readonly shop_id: string;
  readonly incarnation: number;
  readonly last_seq: number;
  /** Subjects of the shop with parked events, or null. */
  readonly parked: readonly string[] | null;
}

export interface Position {
  readonly stream: string;
  readonly shopId: string;
  readonly incarnation: number;
  readonly seq: number;
}

/*
 * Locked in one order by everybody. The parked subjects of the shop come along, so that no second statement is needed for them; they are as of the
 * statement's start, like `seen`: where the locked position is another one, somebody committed during the wait, and the rows are read again.
 */
const lock: Statement = {
  name: 'inbox-lock',
  text: `SELECT i.stream, i.shop_id, i.incarnation, i.last_seq,
      (SELECT s.last_seq FROM inbox s WHERE s.consumer = i.consumer AND s.stream = i.stream AND s.shop_id = i.shop_id) AS seen,
      (SELECT array_agg(DISTINCT p.subject) FROM parked p WHERE p.consumer = i.consumer AND p.shop_id = i.shop_id AND p.replayed_at IS NULL) AS parked
    FROM inbox i JOIN unnest($2::text[], $3::uuid[]) AS k (stream, shop_id) USING (stream, shop_id)
    WHERE i.consumer = $1 ORDER BY i.shop_id, i.stream FOR UPDATE OF i`,
};

const open: Statement = {
  name: 'inbox-open',
  text: `INSERT INTO inbox (consumer, stream, shop_id, incarnation, last_seq)
    SELECT $1, stream, shop_id, 1, 0 FROM unnest($2::text[], $3::uuid[]) AS k (stream, shop_id) ORDER BY shop_id, stream ON CONFLICT DO NOTHING`,
};

const move: Statement = {
  name: 'inbox-move',
  text: `UPDATE inbox i SET incarnation = k.incarnation, last_seq = k.seq,
      gap_seq = CASE WHEN i.gap_seq > k.seq THEN i.gap_seq END, gap_since = CASE WHEN i.gap_seq > k.seq THEN i.gap_since END
    FROM unnest($2::text[], $3::uuid[], $4::int[], $5::bigint[]) AS k (stream, shop_id, incarnation, seq)
    WHERE i.consumer = $1 AND i.stream = k.stream AND i.shop_id = k.shop_id`,
};

const noteGaps: Statement = {
  name: 'inbox-note-gaps',
  text: `UPDATE inbox i SET gap_seq = least(i.gap_seq, k.seq), gap_since = coalesce(i.gap_since, now())
    FROM (SELECT stream, shop_id, min(seq) AS seq FROM unnest($2::text[], $3::uuid[], $4::bigint[]) AS g (stream, shop_id, seq) GROUP BY 1, 2) AS k
    WHERE i.consumer = $1 AND i.stream = k.stream AND i.shop_id = k.shop_id`,
};

type Key = Pick<Position, 'stream' | 'shopId'>;

/** Locks the inbox rows of these streams, making those that are missing. */
export async function lockInbox(tx: Tx, consumer: string, keys: readonly Key[]): Promise<readonly InboxRow[]> {
  if (keys.length === 0) return [];
  const rows = await lockRows(tx, consumer, keys);
  if (rows.length === keys.length) return rows;
  const known = new Set(rows.map((row) => nameOf({ stream: row.stream, shopId: row.shop_id })));
  const missing = keys.filter((key) => !known.has(nameOf(key)));
  await tx.query(open, [consumer, ...columnsOf(missing)]);
  return [...rows, ...(await lockRows(tx, consumer, missing))];
}

async function lockRows(tx: Tx, consumer: string, keys: readonly Key[]): Promise<readonly InboxRow[]> {
  const find = () => tx.query<InboxRow & { seen: number | null }>(lock, [consumer, ...columnsOf(keys)]);
  const rows = await find();
  return rows.every((row) => row.seen === row.last_seq) ? rows : find();
}

const columnsOf = (keys: readonly Key[]): unknown[] => [keys.map((key) => key.stream), keys.map((key) => key.shopId)];

/** Moves positions forward; a gap that has been passed is forgotten. */
export function movePositions(tx: Tx, consumer: string, to: readonly Position[]): void {
  if (to.length > 0) tx.send(move, [consumer, ...columnsOf(to), to.map((each) => each.incarnation), to.map((each) => each.seq)]);
}

/** Remembers that numbers are missing before these events, until the positions have passed them. */
export function rememberGaps(tx: Tx, consumer: string, events: readonly InboxEvent[]): void {
  if (events.length === 0) return;
  const keys = events.map(streamOf);
  tx.send(noteGaps, [consumer, ...columnsOf(keys), events.map((event) => event.sequence)]);
}
