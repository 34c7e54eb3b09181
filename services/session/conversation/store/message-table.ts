import type { Attachment } from '#libs/contracts/attachment';
import { instant, integer, json, table, text, uuid } from '#libs/platform/database/table';
import type { AutoKind, MessageSource, MessageType, Sender } from '../domain/session';

const kinds = 'MessageKinds1795830100000';

/** Messages by session and ordinal. A channel's id of a message is unique for one buyer only (RES-83). */
export const messageTable = table(
  'message',
  {
    sessionId: uuid().key(),
    ordinal: integer().key(),
    id: uuid(),
    shopId: uuid(),
    buyerId: uuid(),
    sender: text<Sender>(),
    agentId: uuid().null(),
    type: text<MessageType>(),
    source: text<MessageSource>().null(),
    autoKind: text<AutoKind>().null(),
    text: text().null(),
    channel: text(),
    channelMessageId: text().null(),
    channelSentAt: instant().null(),
    recordedAt: instant(),
    sourceId: uuid().added('MessageSources1795835520000'),
    reference: text().added(kinds),
    channelKind: text().added(kinds),
    revision: integer().added(kinds),
    editedAt: instant().added(kinds),
    recalledAt: instant().added(kinds),
    channelEditedAt: instant().added(kinds),
    attachments: json<readonly Attachment[]>().added('MessageAttachments1795834400000'),
  },
  {
    indices: [
      { name: 'message_of_channel', fields: ['buyerId', 'channelMessageId'], unique: true, where: 'channel_message_id IS NOT NULL' },
    ],
  },
);
