import type { Statement, Tx } from '#libs/platform/database';
import type { InboxEvent } from './inbox';
import type { Outbox } from './outbox';

export interface Parked {
  readonly event: InboxEvent;
  readonly cause: string;
}

const insert: Statement = {
  name: 'parked-insert',
  text: `INSERT INTO parked (consumer, stream, shop_id, incarnation, seq, subject, event_id, type, traceparent, value, cause, origin)
    SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::int[], $5::bigint[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
    ON CONFLICT DO NOTHING`,
};

/** Sets events aside with their cause, and sends each to its topic's dead twin, in the inbox transaction: neither can be lost without the other. */
export async function park(tx: Tx, consumer: string, outbox: Outbox, parked: readonly Parked[]): Promise<void> {
  if (parked.length === 0) return;
  const events = parked.map(({ event }) => event);
  await tx.query(insert, [
    consumer,
    events.map((event) => event.topic),
    events.map((event) => event.shopId),
    events.map((event) => event.incarnation),
    events.map((event) => event.sequence),
    events.map((event) => event.subject),
    events.map((event) => event.id),
    events.map((event) => event.type),
    events.map((event) => event.traceparent),
    events.map((event) => event.text),
    parked.map(({ cause }) => cause),
    events.map((event) => event.origin),
  ]);
  await outbox.appendDead(
    tx,
    parked.map(({ event, cause }) => ({ event, consumer, cause, origin: event.origin })),
  );
}
