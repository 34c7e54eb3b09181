import type { ReceivedEvent } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database';
import { isNext, isPast } from './stream-position';

export type InboxEvent = ReceivedEvent & { readonly text: string; readonly origin: string; readonly problem: string | null };

/** What a flight of events means to this consumer, after its inbox rows are locked. */
export interface Admission {
  /** To be applied, in the order they came. */
  readonly fresh: readonly InboxEvent[];
  /** Applied before: nothing to do. */
  readonly duplicates: readonly InboxEvent[];
  /** Cannot be applied (`cause`), or waits behind one of the same subject that could not. */
  readonly park: readonly { readonly event: InboxEvent; readonly cause: string }[];
  /** Numbers are missing before these; the owner must republish. */
  readonly gaps: readonly InboxEvent[];
  /** Positions after the fresh and the parked ones. */
  readonly positions: readonly Position[];
}

interface Position {
  readonly stream: string;
  readonly shopId: string;
  readonly incarnation: number;
  readonly seq: number;
}

interface InboxRow {
  stream: string;
  shop_id: string;
  incarnation: number;
  last_seq: number;
  parked: string[] | null;
}

/* Locked in one order by everybody; the parked subjects of the shop come along, so that no second statement is needed for them. */
const lock: Statement = {
  name: 'inbox-lock',
  text: `SELECT i.stream, i.shop_id, i.incarnation, i.last_seq,
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
  text: `UPDATE inbox i SET incarnation = k.incarnation, last_seq = k.seq
    FROM unnest($2::text[], $3::uuid[], $4::int[], $5::bigint[]) AS k (stream, shop_id, incarnation, seq)
    WHERE i.consumer = $1 AND i.stream = k.stream AND i.shop_id = k.shop_id`,
};

const nameOf = (of: { stream: string; shopId: string }): string => `${of.stream} ${of.shopId}`;

/** Locks the inbox rows of the events' streams and sorts the events by what they mean. Nothing is written but missing rows. */
export async function admit(tx: Tx, consumer: string, events: readonly InboxEvent[]): Promise<Admission> {
  const keys = [
    ...new Map(events.map((event) => [`${event.topic} ${event.shopId}`, { stream: event.topic, shopId: event.shopId }])).values(),
  ];
  let rows = await lockRows(tx, consumer, keys);
  if (rows.length < keys.length) {
    const known = new Set(rows.map((row) => nameOf({ stream: row.stream, shopId: row.shop_id })));
    const missing = keys.filter((key) => !known.has(nameOf(key)));
    await tx.query(open, [consumer, missing.map((key) => key.stream), missing.map((key) => key.shopId)]);
    rows = [...rows, ...(await lockRows(tx, consumer, missing))];
  }
  return sortEvents(events, rows);
}

const lockRows = (tx: Tx, consumer: string, keys: readonly { stream: string; shopId: string }[]): Promise<InboxRow[]> =>
  tx.query<InboxRow>(lock, [consumer, keys.map((key) => key.stream), keys.map((key) => key.shopId)]);

/** The pure part: duplicates, gaps, and what is parked, from the positions found. */
export function sortEvents(events: readonly InboxEvent[], rows: readonly InboxRow[]): Admission {
  const positions = new Map(
    rows.map((row) => [nameOf({ stream: row.stream, shopId: row.shop_id }), { incarnation: row.incarnation, seq: row.last_seq }]),
  );
  const parked = new Set(rows.flatMap((row) => (row.parked ?? []).map((subject) => `${row.shop_id} ${subject}`)));
  const moved = new Map<string, Position>();
  const sorted = {
    fresh: [] as InboxEvent[],
    duplicates: [] as InboxEvent[],
    park: [] as { event: InboxEvent; cause: string }[],
    gaps: [] as InboxEvent[],
  };
  for (const event of events) {
    const name = nameOf({ stream: event.topic, shopId: event.shopId });
    const at = positions.get(name) ?? { incarnation: 1, seq: 0 };
    const place = { incarnation: event.incarnation, seq: event.sequence };
    if (isPast(at, place)) sorted.duplicates.push(event);
    else if (!isNext(at, place)) sorted.gaps.push(event);
    else {
      positions.set(name, place);
      moved.set(name, { stream: event.topic, shopId: event.shopId, ...place });
      const subject = `${event.shopId} ${event.subject}`;
      if (event.problem !== null || parked.has(subject)) {
        sorted.park.push({ event, cause: event.problem ?? 'waits behind a parked event of the same subject' });
        parked.add(subject);
      } else sorted.fresh.push(event);
    }
  }
  return { ...sorted, positions: [...moved.values()] };
}

/** Moves the positions past everything that was applied or parked, in the transaction of the effects. */
export async function advance(tx: Tx, consumer: string, { positions }: Admission): Promise<void> {
  if (positions.length === 0) return;
  await tx.query(move, [
    consumer,
    positions.map((position) => position.stream),
    positions.map((position) => position.shopId),
    positions.map((position) => position.incarnation),
    positions.map((position) => position.seq),
  ]);
}
