import { instant, table, text, texts, uuid, type RowOf } from '#libs/platform/database/table';
import type { Medium } from '../domain/medium';

/** A customer, whose row is the lock of all marketing to them; `media` are those that they consent to now. */
export const customerTable = table('customer', { buyerId: uuid().key(), shopId: uuid().fixed(), media: texts<Medium>() });

/** Each word of a customer on marketing, for ever: the latest on a medium counts. */
export const consentTable = table(
  'consent',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    buyerId: uuid().fixed(),
    medium: text<Medium>().fixed(),
    state: text<'GRANTED' | 'WITHDRAWN'>().fixed(),
    at: instant().fixed(),
    recordedAt: instant().fixed(),
    recordedBy: uuid().null().fixed(),
  },
  { indices: [{ name: 'consent_by_buyer', fields: ['buyerId', 'at', 'id'] }] },
);

export type Consent = RowOf<typeof consentTable>;
export type Customer = RowOf<typeof customerTable>;
