import { instant, integer, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { Medium } from '../../consents/domain/medium';

/** What connectors were asked to send to customers, and what they made of it. */
export const outreachTable = table(
  'outreach',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    buyerId: uuid().fixed(),
    medium: text<Medium>().fixed(),
    kind: text<'COUPON' | 'OFFER'>().fixed(),
    flowVersion: integer().fixed(),
    step: integer().fixed(),
    requestedAt: instant().fixed(),
    state: text<'ACCEPTED' | 'FAILED'>().null(),
    reportedAt: instant().null(),
    issued: text().null(),
    reason: text().null(),
  },
  { indices: [{ name: 'outreach_by_buyer', fields: ['buyerId', 'requestedAt'] }] },
);

export type Outreach = RowOf<typeof outreachTable>;
