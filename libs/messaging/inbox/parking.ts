import { cutText } from '#libs/platform/cut-text';
import type { Statement, Tx } from '#libs/platform/database/database';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { parkedTable, type ParkedRow } from '../tables';
import type { InboxEvent } from './inbox-event';
import type { Outbox } from '../outbox/outbox';

export interface Parked {
  readonly event: InboxEvent;
  readonly cause: string;
}

const written = [
  'consumer',
  'stream',
  'shopId',
  'incarnation',
  'seq',
  'subject',
  'eventId',
  'type',
  'traceparent',
  'value',
  'cause',
  'origin',
] as const;

const insert = insertRows(parkedTable, { name: 'parked-insert', fields: written, onConflict: 'ignore' });

/* The request is over for the whole subject: what waits behind the one that failed again may not overtake it. */
const again: Statement = {
  name: 'parked-again',
  text: `UPDATE parked SET replay_by = NULL, attempts = attempts + mine::int, cause = CASE WHEN mine THEN $7 ELSE cause END
    FROM (SELECT stream AS s, incarnation AS i, seq AS n, (stream, incarnation, seq) = ($4, $5::int, $6::bigint) AS mine
      FROM parked WHERE consumer = $1 AND shop_id = $2 AND subject = $3 AND replayed_at IS NULL) AS k
    WHERE consumer = $1 AND shop_id = $2 AND stream = s AND incarnation = i AND seq = n`,
};

const longestCause = 2_000;

/**
 * Sets events aside with their cause, and sends each to its topic's dead twin through the outbox, in the inbox transaction: neither can be lost
 * without the other. One that failed in a replay is there already: its cause is renewed.
 */
export async function park(tx: Tx, consumer: string, outbox: Outbox, parked: readonly Parked[]): Promise<void> {
  const all = parked.map(({ event, cause }) => ({ event, cause: cutText(cause.replaceAll('\u0000', ''), longestCause) }));
  await parkNew(
    tx,
    consumer,
    outbox,
    all.filter(({ event }) => !event.replay),
  );
  for (const { event, cause } of all)
    if (event.replay) tx.send(again, [consumer, event.shopId, event.subject, event.topic, event.incarnation, event.sequence, cause]);
}

async function parkNew(tx: Tx, consumer: string, outbox: Outbox, parked: readonly Parked[]): Promise<void> {
  if (parked.length === 0) return;
  tx.send(insert, [jsonRows(parked.map(({ event, cause }) => rowOf(consumer, event, cause)))]);
  await outbox.appendDead(
    tx,
    parked.map(({ event, cause }) => ({ event, consumer, cause, origin: event.origin })),
  );
}

const rowOf = (consumer: string, event: InboxEvent, cause: string): Pick<ParkedRow, (typeof written)[number]> => ({
  consumer,
  stream: event.topic,
  shopId: event.shopId,
  incarnation: event.incarnation,
  seq: event.sequence,
  subject: event.subject,
  eventId: event.id,
  type: event.type,
  traceparent: event.traceparent,
  value: event.text,
  cause,
  origin: event.origin,
});
