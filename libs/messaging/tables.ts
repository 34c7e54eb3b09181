import type { Topic } from '#libs/contracts/index';
import { bigint, instant, integer, table, text, uuid, type RowOf } from '#libs/platform/database/table';

/** The last number given, per stream and shop. */
export const counterTable = table('outbox_counter', {
  stream: text().key(),
  shopId: uuid().key(),
  incarnation: integer().default('1'),
  seq: bigint(),
});

/** Every event ever committed here, until it is pruned. `value` is JSON text, never parsed again on its way. */
export const outboxTable = table(
  'outbox',
  {
    stream: text().key(),
    shopId: uuid().key(),
    incarnation: integer().key(),
    seq: bigint().key(),
    id: uuid(),
    type: text(),
    subject: text(),
    occurredAt: instant(),
    traceparent: text().null(),
    value: text(),
    createdAt: instant().default('now()'),
  },
  { indices: [{ name: 'outbox_created', fields: ['createdAt'], synchronize: false }] },
);

/** What Kafka has acknowledged, per stream and shop. `generation` rises when an operator rewinds it. */
export const cursorTable = table('outbox_cursor', {
  stream: text().key(),
  shopId: uuid().key(),
  incarnation: integer(),
  seq: bigint(),
  generation: integer().default('0'),
});

/** What a consumer has applied, per stream and shop. `gapSeq`: it has seen this number since `gapSince`, and lacks some before it. */
export const inboxTable = table(
  'inbox',
  {
    consumer: text().key(),
    stream: text().key(),
    shopId: uuid().key(),
    incarnation: integer(),
    lastSeq: bigint(),
    gapSeq: bigint().null(),
    gapSince: instant().null(),
  },
  { indices: [{ name: 'inbox_gaps', fields: ['consumer'], where: 'gap_since IS NOT NULL' }] },
);

/** Events that could not be applied, and those that wait behind them. `replayBy`: who has asked for another try. */
export const parkedTable = table(
  'parked',
  {
    consumer: text().key(),
    stream: text<Topic>().key(),
    shopId: uuid().key(),
    incarnation: integer().key(),
    seq: bigint().key(),
    subject: text(),
    eventId: uuid(),
    type: text(),
    traceparent: text().null(),
    value: text(),
    cause: text(),
    origin: text(),
    attempts: integer().default('1'),
    firstFailedAt: instant().default('now()'),
    replayBy: text().null(),
    replayedAt: instant().null(),
  },
  { indices: [{ name: 'parked_waiting', fields: ['consumer', 'shopId'], where: 'replayed_at IS NULL' }] },
);

export type ParkedRow = RowOf<typeof parkedTable>;

export const messagingTables = [counterTable, outboxTable, cursorTable, inboxTable, parkedTable].map(({ entity }) => entity);
