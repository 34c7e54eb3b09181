import { deadTopic, eventProblems, type AnyNewEvent, type ReceivedEvent } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { jsonArray, jsonTexts } from '#libs/platform/database/json-texts';
import type { OutboxRow } from '../kafka/envelope';
import { placeInStreams, type Placed, type Total } from './place-in-streams';
import { keyOf } from './relay-store';

export interface Outbox {
  /**
   * Stores events with the next numbers of their streams, in the caller's transaction, in one statement; after the commit they are handed to the relay.
   * Call it last: it takes the counters' row locks. A value that breaks its schema is a bug of the caller and throws.
   */
  append(tx: Tx, events: readonly AnyNewEvent[]): Promise<void>;
  /** The dead twin of an event that could not be applied, with the same event id (architecture §4 rule 8). */
  appendDead(tx: Tx, dead: readonly DeadEvent[]): Promise<void>;
}

export interface DeadEvent {
  readonly event: ReceivedEvent & { readonly text: string };
  readonly consumer: string;
  readonly cause: string;
  readonly origin: string;
}

/** Who is told of rows: `appending` before the commit, in case its outcome is never known; `committed` with the rows. */
export interface OutboxListener {
  appending(streams: readonly { stream: string; shopId: string }[]): void;
  committed(rows: readonly OutboxRow[]): void;
}

interface Draft {
  readonly stream: string;
  readonly shopId: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: string;
  readonly traceparent: string | null;
  readonly value: string;
}

/** An event says that something happened; the broker takes 1 MiB at most, and one that never gets through would hold up all others. */
const largestValueBytes = 500_000;
/** Beyond this a dead letter names the parked row instead of repeating the value. */
const largestDeadText = 100_000;

/* Counters are upserted in one order by everybody, so that two processes never wait for each other in a circle. A row's number is the counter's less
   how many of its stream and shop come after it here. */
const appendStatement: Statement = {
  name: 'outbox-append',
  text: `WITH counter AS (
      INSERT INTO outbox_counter AS c (stream, shop_id, seq) SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[]) ORDER BY 2, 1
      ON CONFLICT (stream, shop_id) DO UPDATE SET seq = c.seq + excluded.seq
      RETURNING stream, shop_id, incarnation, seq),
    stored AS (
      INSERT INTO outbox (stream, shop_id, incarnation, seq, id, type, subject, occurred_at, traceparent, value)
      SELECT stream, shop_id, incarnation, seq - behind, id, type, subject, occurred_at, traceparent, value
      FROM unnest($4::text[], $5::uuid[], $6::bigint[], $7::uuid[], $8::text[], $9::text[], $10::timestamptz[], $11::text[], ${jsonArray('$12')})
        AS i (stream, shop_id, behind, id, type, subject, occurred_at, traceparent, value) JOIN counter USING (stream, shop_id))
    SELECT stream, shop_id AS "shopId", incarnation, seq FROM counter`,
};

/** An outbox whose rows `listener`, the process's relay, learns of. */
export function createOutbox(listener: OutboxListener): Outbox {
  const store = async (tx: Tx, drafts: readonly Draft[]): Promise<void> => {
    if (drafts.length === 0) return;
    listener.appending(drafts);
    const { placed, totals } = placeInStreams(drafts);
    const counters = await tx.query<Counter>(appendStatement, [...totalColumns(totals), ...columnsOf(placed)]);
    const counterOf = new Map(counters.map((counter) => [keyOf(counter), counter]));
    const rows = placed.map((each) => rowOf(each, counterOf.get(keyOf(each.item))!));
    tx.afterCommit(() => listener.committed(rows));
  };
  return {
    append: async (tx, events) => store(tx, events.map(draftOf)),
    appendDead: async (tx, dead) => store(tx, dead.map(deadDraft)),
  };
}

function draftOf(event: AnyNewEvent): Draft {
  const problems = eventProblems(event.topic, event.type, event.value);
  if (problems.length > 0) throw new Error(`A ${event.topic}.${event.type} event breaks its schema: ${problems.join('; ')}`);
  const { topic, value, ...rest } = event;
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > largestValueBytes) throw new Error(`A ${event.topic}.${event.type} event is larger than an event may be`);
  return { ...rest, stream: topic, occurredAt: (value as { occurredAt: string }).occurredAt, value: text };
}

function deadDraft({ event, consumer, cause, origin }: DeadEvent): Draft {
  const { id, type, shopId, subject, traceparent, text, sequence, incarnation } = event;
  const value = JSON.stringify({ consumer, cause, origin, sequence, incarnation, value: text.length > largestDeadText ? null : text });
  return { stream: deadTopic(event.topic), shopId, id, type, subject, traceparent, occurredAt: new Date().toISOString(), value };
}

type PlacedDraft = Placed<Draft>;

type Counter = Pick<OutboxRow, 'stream' | 'shopId' | 'incarnation' | 'seq'>;

const totalColumns = (totals: readonly Total[]): unknown[] => [
  totals.map((total) => total.stream),
  totals.map((total) => total.shopId),
  totals.map((total) => total.count),
];

const columnsOf = (placed: readonly PlacedDraft[]): unknown[] => [
  placed.map(({ item }) => item.stream),
  placed.map(({ item }) => item.shopId),
  placed.map(({ behind }) => behind),
  placed.map(({ item }) => item.id),
  placed.map(({ item }) => item.type),
  placed.map(({ item }) => item.subject),
  placed.map(({ item }) => item.occurredAt),
  placed.map(({ item }) => item.traceparent),
  jsonTexts(placed.map(({ item }) => item.value)),
];

const rowOf = ({ item, behind }: PlacedDraft, { incarnation, seq }: Counter): OutboxRow => ({
  ...item,
  occurredAt: new Date(item.occurredAt),
  incarnation,
  seq: seq - behind,
});
