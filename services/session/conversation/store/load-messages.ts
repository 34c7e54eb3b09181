import type { Statement, Tx } from '#libs/platform/database/database';
import type { Message } from '../domain/session';
import { toMessage, type MessageRow } from './message-row';

/** The channel's own name of a message. */
export interface ChannelKey {
  readonly shopId: string;
  readonly channel: string;
  readonly channelMessageId: string;
}

export interface Place {
  readonly sessionId: string;
  readonly ordinal: number;
}

const byChannel: Statement = {
  name: 'messages-by-channel',
  text: `SELECT m.* FROM unnest($1::uuid[], $2::text[], $3::text[]) AS k (shop_id, channel, id)
    JOIN LATERAL (SELECT * FROM message WHERE shop_id = k.shop_id AND channel = k.channel AND channel_message_id = k.id LIMIT 1) AS m ON true`,
};

const byPlace: Statement = {
  name: 'messages-by-place',
  text: `SELECT m.* FROM unnest($1::uuid[], $2::integer[]) AS k (session_id, ordinal)
    JOIN LATERAL (SELECT * FROM message WHERE session_id = k.session_id AND ordinal = k.ordinal LIMIT 1) AS m ON true`,
};

const ofSession: Statement = {
  name: 'messages-of-session',
  text: `SELECT * FROM message WHERE session_id = $1 AND ordinal > $2 ORDER BY ordinal LIMIT $3`,
};

/** The messages a channel has delivered before (INV-3). No statement for no keys. */
export async function messagesByChannel(tx: Tx, keys: readonly ChannelKey[]): Promise<Message[]> {
  if (keys.length === 0) return [];
  const rows = await tx.query<MessageRow>(byChannel, [
    keys.map((key) => key.shopId),
    keys.map((key) => key.channel),
    keys.map((key) => key.channelMessageId),
  ]);
  return rows.map(toMessage);
}

/** The messages at these places. No statement for no places. */
export async function messagesByPlace(tx: Tx, places: readonly Place[]): Promise<Message[]> {
  if (places.length === 0) return [];
  const rows = await tx.query<MessageRow>(byPlace, [places.map((place) => place.sessionId), places.map((place) => place.ordinal)]);
  return rows.map(toMessage);
}

/** At most `limit` messages of one session after an ordinal, in order. */
export async function messagesAfter(tx: Tx, sessionId: string, ordinal: number, limit: number): Promise<Message[]> {
  return (await tx.query<MessageRow>(ofSession, [sessionId, ordinal, limit])).map(toMessage);
}
