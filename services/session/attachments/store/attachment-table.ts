import { integer, table, uuid } from '#libs/platform/database/table';

/** Which file is in which message, so that files of a buyer, and files that are in no message, are found. What a file is stands at its message. */
export const attachmentTable = table(
  'attachment',
  {
    id: uuid().key(),
    sessionId: uuid().key(),
    ordinal: integer().key(),
    shopId: uuid(),
    buyerId: uuid(),
  },
  { indices: [{ name: 'attachment_of_buyer', fields: ['buyerId'] }] },
);
