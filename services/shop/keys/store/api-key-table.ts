import { instant, table, text, texts, uuid } from '#libs/platform/database/table';

export const apiKeyTable = table(
  'api_key',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    name: text().fixed(),
    scopes: texts().fixed(),
    digest: text(),
    previousDigest: text().null(),
    previousUntil: instant().null(),
    expiresAt: instant().null().fixed(),
    createdBy: uuid().null().fixed(),
    createdAt: instant().fixed(),
    lastUsedAt: instant().null(),
    revokedAt: instant().null(),
  },
  { indices: [{ name: 'api_key_by_shop', fields: ['shopId'] }] },
);
