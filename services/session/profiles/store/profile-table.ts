import { instant, json, table, text, texts, uuid } from '#libs/platform/database/table';
import type { NamedFact } from '../domain/buyer-profile';

/** What the shop knows of buyers beside what they wrote; written by whoever holds the buyer. */
export const profileTable = table(
  'buyer_profile',
  {
    buyerId: uuid().key(),
    shopId: uuid().fixed(),
    interests: texts(),
    sizes: json<readonly NamedFact[]>(),
    note: text().null(),
    changedAt: instant(),
    changedBy: uuid().null(),
  },
  { indices: [{ name: 'buyer_profile_shop', fields: ['shopId'] }] },
);
