import { deadTopic, eventProblems, type AnyNewEvent, type ReceivedEvent } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database';
import type { OutboxRow } from './envelope';

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

/* Counters are upserted in one order by everybody, so that two processes never wait for each other in a circle. */
const appendStatement: Statement = {
  name: 'outbox-append',
  text: `WITH input AS (
      SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
        WITH ORDINALITY AS i (stream, shop_id, id, type, subject, occurred_at, traceparent, value, ord)),
    counted AS (SELECT stream, shop_id, count(*) AS n FROM input GROUP BY stream, shop_id ORDER BY shop_id, stream),
    counter AS (
      INSERT INTO outbox_counter (stream, shop_id, seq) SELECT stream, shop_id, n FROM counted
      ON CONFLICT (stream, shop_id) DO UPDATE SET seq = outbox_counter.seq + excluded.seq
      RETURNING stream, shop_id, incarnation, seq),
    numbered AS (
      SELECT i.*, c.incarnation, c.seq - n.n + row_number() OVER (PARTITION BY i.stream, i.shop_id ORDER BY i.ord) AS seq
      FROM input i JOIN counter c USING (stream, shop_id) JOIN counted n USING (stream, shop_id)),
    stored AS (
      INSERT INTO outbox (stream, shop_id, incarnation, seq, id, type, subject, occurred_at, traceparent, value)
      SELECT stream, shop_id, incarnation, seq, id, type, subject, occurred_at, traceparent, value FROM numbered)
    SELECT ord::int AS ord, incarnation, seq FROM numbered ORDER BY ord`,
};

/** An outbox whose rows `listener`, the process's relay, learns of. */
export function createOutbox(listener: OutboxListener): Outbox {
  const store = async (tx: Tx, drafts: readonly Draft[]): Promise<void> => {
    if (drafts.length === 0) return;
    listener.appending(drafts);
    const numbers = await tx.query<{ ord: number; incarnation: number; seq: number }>(appendStatement, columnsOf(drafts));
    const rows = numbers.map(({ ord, incarnation, seq }) => rowOf(drafts[ord - 1]!, incarnation, seq));
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

const columnsOf = (drafts: readonly Draft[]): unknown[] => [
  drafts.map((draft) => draft.stream),
  drafts.map((draft) => draft.shopId),
  drafts.map((draft) => draft.id),
  drafts.map((draft) => draft.type),
  drafts.map((draft) => draft.subject),
  drafts.map((draft) => draft.occurredAt),
  drafts.map((draft) => draft.traceparent),
  drafts.map((draft) => draft.value),
];

const rowOf = (draft: Draft, incarnation: number, seq: number): OutboxRow => ({
  ...draft,
  occurredAt: new Date(draft.occurredAt),
  incarnation,
  seq,
});
