import type { ReadDeps } from '../../deps';
import type { Outreach } from '../../outreach/store/outreach-table';
import { outreachOf } from '../../outreach/store/outreaches';
import { consented } from '../domain/consented';
import type { Medium } from '../domain/medium';
import { consentsOf, latestConsents } from '../store/consents';
import type { Consent } from '../store/consent-tables';

export interface CustomerView {
  readonly media: readonly Medium[];
  readonly consents: readonly Consent[];
  readonly outreach: readonly Outreach[];
}

const most = 50;

/** What a customer consents to, with the latest words on it, and what they were sent last. */
export const readCustomer = ({ readDb }: ReadDeps, shopId: string, buyerId: string): Promise<CustomerView> =>
  readDb.transaction([shopId], async (tx) => {
    const [latest, consents, outreach] = await Promise.all([
      latestConsents(tx, buyerId),
      consentsOf(tx, shopId, buyerId, most),
      outreachOf(tx, shopId, buyerId, most),
    ]);
    return { media: consented(latest), consents, outreach };
  });
