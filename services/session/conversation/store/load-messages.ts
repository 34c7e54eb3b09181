import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { Message } from '../domain/session';
import { messageTable } from './message-table';

/** The channel's own name of a buyer's message (RES-83). */
export interface ChannelKey {
  readonly buyerId: string;
  readonly channelMessageId: string;
}

/** A message of a session that is named. */
export interface MessageName {
  readonly sessionId: string;
  readonly id: string;
}

export interface MessagePosition {
  readonly sessionId: string;
  readonly ordinal: number;
}

/** A part of a session's messages: at most `most` after an ordinal. */
export interface MessageRange {
  readonly sessionId: string;
  readonly after: number;
  readonly most: number;
}

const columns = selectList(messageTable, 'm');

const byChannel: Statement = {
  name: 'messages-by-channel',
  text: `SELECT ${columns} FROM unnest($1::uuid[], $2::text[]) AS k (buyer_id, id)
    JOIN LATERAL (SELECT * FROM message WHERE buyer_id = k.buyer_id AND channel_message_id = k.id LIMIT 1) AS m ON true`,
};

const byPosition: Statement = {
  name: 'messages-by-position',
  text: `SELECT ${columns} FROM unnest($1::uuid[], $2::integer[]) AS k (session_id, ordinal)
    JOIN LATERAL (SELECT * FROM message WHERE session_id = k.session_id AND ordinal = k.ordinal LIMIT 1) AS m ON true`,
};

const byId: Statement = {
  name: 'messages-by-id',
  text: `SELECT ${columns} FROM unnest($1::uuid[], $2::uuid[]) AS k (session_id, id)
    JOIN LATERAL (SELECT * FROM message WHERE session_id = k.session_id AND id = k.id LIMIT 1) AS m ON true`,
};

const inRanges: Statement = {
  name: 'messages-in-ranges',
  text: `SELECT k.range, ${columns} FROM unnest($1::uuid[], $2::integer[], $3::integer[]) WITH ORDINALITY AS k (session_id, after, most, range)
    JOIN LATERAL (SELECT * FROM message WHERE session_id = k.session_id AND ordinal > k.after ORDER BY ordinal LIMIT k.most) AS m ON true
    ORDER BY k.range, m.ordinal`,
};

/** The messages a channel has delivered before (INV-3). No statement for no keys. */
export async function messagesByChannel(tx: Tx, keys: readonly ChannelKey[]): Promise<Message[]> {
  if (keys.length === 0) return [];
  return tx.query<Message>(byChannel, [keys.map((key) => key.buyerId), keys.map((key) => key.channelMessageId)]);
}

/** The messages of these names. No statement for none. */
export async function messagesById(tx: Tx, names: readonly MessageName[]): Promise<Message[]> {
  if (names.length === 0) return [];
  return tx.query<Message>(byId, [names.map((each) => each.sessionId), names.map((each) => each.id)]);
}

/** The messages at these positions. No statement for none. */
export async function messagesAt(tx: Tx, positions: readonly MessagePosition[]): Promise<Message[]> {
  if (positions.length === 0) return [];
  return tx.query<Message>(byPosition, [positions.map((each) => each.sessionId), positions.map((each) => each.ordinal)]);
}

/** The messages of each range, in order; the ranges may be of many sessions, or of one session several times. */
export async function messagesInRanges(tx: Tx, ranges: readonly MessageRange[]): Promise<Message[][]> {
  const rows = await tx.query<Message & { range: number }>(inRanges, [
    ranges.map((range) => range.sessionId),
    ranges.map((range) => range.after),
    ranges.map((range) => range.most),
  ]);
  const found: Message[][] = ranges.map(() => []);
  for (const { range, ...message } of rows) found[range - 1]?.push(message);
  return found;
}
