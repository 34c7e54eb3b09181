import type { AutoKind, Message, MessageSource, MessageType, Sender } from '../domain/session';

/** A row of `message`. */
export interface MessageRow {
  readonly session_id: string;
  readonly ordinal: number;
  readonly id: string;
  readonly shop_id: string;
  readonly sender: Sender;
  readonly agent_id: string | null;
  readonly type: MessageType;
  readonly source: MessageSource | null;
  readonly auto_kind: AutoKind | null;
  readonly text: string | null;
  readonly channel: string;
  readonly channel_message_id: string | null;
  readonly channel_sent_at: Date | null;
  readonly recorded_at: Date;
}

export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  sessionId: row.session_id,
  shopId: row.shop_id,
  ordinal: row.ordinal,
  sender: row.sender,
  agentId: row.agent_id,
  type: row.type,
  source: row.source,
  autoKind: row.auto_kind,
  text: row.text,
  channel: row.channel,
  channelMessageId: row.channel_message_id,
  channelSentAt: row.channel_sent_at,
  recordedAt: row.recorded_at,
});

export const toMessageRow = (message: Message): MessageRow => ({
  session_id: message.sessionId,
  ordinal: message.ordinal,
  id: message.id,
  shop_id: message.shopId,
  sender: message.sender,
  agent_id: message.agentId,
  type: message.type,
  source: message.source,
  auto_kind: message.autoKind,
  text: message.text,
  channel: message.channel,
  channel_message_id: message.channelMessageId,
  channel_sent_at: message.channelSentAt,
  recorded_at: message.recordedAt,
});
