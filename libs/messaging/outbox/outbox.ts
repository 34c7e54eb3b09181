import { deadTopic, eventProblems, type AnyNewEvent, type ReceivedEvent } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { columnName } from '#libs/platform/database/table';
import { jsonRows, recordset } from '#libs/platform/database/write-rows';
import type { OutboxRow } from '../kafka/envelope';
import { positionInStreams, type Positioned, type Total } from './position-in-streams';
import { counterTable, outboxTable } from '../tables';
import { keyOf } from './relay-store';

export interface Outbox {
  /**
   * Stores events with the next numbers of their streams, in the caller's transaction, in one statement; after the commit they are handed to the relay.
   * Call it last: it takes the counters' row locks. A value that breaks its schema is a bug of the caller and throws.
   */
  append(tx: Tx, events: readonly AnyNewEvent[]): Promise<void>;
  /** The dead twin of an event that could not be applied, with the same event id. */
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

/** A row before it has its number. */
interface NewRow {
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

const written = ['id', 'type', 'subject', 'occurredAt', 'traceparent', 'value'] as const;
const columns = written.map(columnName).join(', ');
const fields = written.map((field) => `i."${field}"`).join(', ');

/* Counters are upserted in one order by everybody, so that two processes never wait for each other in a circle. A row's number is the counter's less
   how many of its stream and shop come after it here, which travel in its place. */
const appendStatement: Statement = {
  name: 'outbox-append',
  text: `WITH counter AS (
      INSERT INTO outbox_counter AS c (stream, shop_id, seq) SELECT k.stream, k."shopId", k.seq
      FROM ${recordset(counterTable, ['stream', 'shopId', 'seq'], '$1')} ORDER BY 2, 1
      ON CONFLICT (stream, shop_id) DO UPDATE SET seq = c.seq + excluded.seq
      RETURNING stream, shop_id, incarnation, seq),
    stored AS (
      INSERT INTO outbox (stream, shop_id, incarnation, seq, ${columns})
      SELECT c.stream, c.shop_id, c.incarnation, c.seq - i.seq, ${fields}
      FROM ${recordset(outboxTable, ['stream', 'shopId', 'seq', ...written], '$2', 'i')} JOIN counter c ON c.stream = i.stream AND c.shop_id = i."shopId")
    SELECT stream, shop_id AS "shopId", incarnation, seq FROM counter`,
};

/** An outbox whose rows `listener`, the process's relay, learns of. */
export function createOutbox(listener: OutboxListener): Outbox {
  const store = async (tx: Tx, rows: readonly NewRow[]): Promise<void> => {
    if (rows.length === 0) return;
    listener.appending(rows);
    const { positioned, totals } = positionInStreams(rows);
    const counters = await tx.query<Counter>(appendStatement, [jsonRows(totals.map(totalRow)), jsonRows(positioned.map(newRow))]);
    const counterOf = new Map(counters.map((counter) => [keyOf(counter), counter]));
    const stored = positioned.map((each) => rowOf(each, counterOf.get(keyOf(each.item))!));
    tx.afterCommit(() => listener.committed(stored));
  };
  return {
    append: async (tx, events) => store(tx, events.map(rowOfEvent)),
    appendDead: async (tx, dead) => store(tx, dead.map(rowOfDead)),
  };
}

function rowOfEvent(event: AnyNewEvent): NewRow {
  const problems = eventProblems(event.topic, event.type, event.value);
  if (problems.length > 0) throw new Error(`A ${event.topic}.${event.type} event breaks its schema: ${problems.join('; ')}`);
  const { id, topic, type, shopId, subject, traceparent, value } = event;
  if ((value as { shopId: string }).shopId !== event.shopId)
    throw new Error(`A ${topic}.${event.type} event names another shop in its value`);
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > largestValueBytes) throw new Error(`A ${event.topic}.${event.type} event is larger than an event may be`);
  return { id, stream: topic, type, shopId, subject, traceparent, occurredAt: (value as { occurredAt: string }).occurredAt, value: text };
}

function rowOfDead({ event, consumer, cause, origin }: DeadEvent): NewRow {
  const { id, type, shopId, subject, traceparent, text, sequence, incarnation } = event;
  const value = JSON.stringify({ consumer, cause, origin, sequence, incarnation, value: text.length > largestDeadText ? null : text });
  return { stream: deadTopic(event.topic), shopId, id, type, subject, traceparent, occurredAt: new Date().toISOString(), value };
}

type PositionedRow = Positioned<NewRow>;

type Counter = Pick<OutboxRow, 'stream' | 'shopId' | 'incarnation' | 'seq'>;

const totalRow = ({ stream, shopId, count: seq }: Total) => ({ stream, shopId, seq });

const newRow = ({ item, behind }: PositionedRow) => ({ ...item, seq: behind });

const rowOf = ({ item, behind }: PositionedRow, { incarnation, seq }: Counter): OutboxRow => ({
  ...item,
  occurredAt: new Date(item.occurredAt),
  incarnation,
  seq: seq - behind,
});
