import { flag, instant, table, text, uuid } from '#libs/platform/database/table';
import type { BuyerTokenKey } from '../domain/buyer-access';

export const buyerAccessTable = table('buyer_access', { shopId: uuid().key(), anonymous: flag() });

export const buyerTokenKeyTable = table(
  'buyer_token_key',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    name: text().fixed(),
    publicKey: text().fixed(),
    algorithm: text<BuyerTokenKey['algorithm']>().fixed(),
    createdAt: instant().fixed(),
    revokedAt: instant().null(),
  },
  { indices: [{ name: 'buyer_token_key_by_shop', fields: ['shopId'] }] },
);
