import { flag, instant, integer, table, text, texts, uuid } from '#libs/platform/database/table';
import type { AccountRole } from '../domain/account';

export const accountTable = table(
  'account',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    version: integer(),
    name: text(),
    nickname: text(),
    roles: texts<AccountRole>(),
    imEnabled: flag(),
    noRouting: flag(),
    active: flag(),
    createdAt: instant().fixed(),
    positionId: uuid().added('AccountPosition1766000100000'),
    department: text().added('AccountProfile1766000200000'),
    avatar: text().added('AccountProfile1766000200000'),
    removedAt: instant().added('AccountProfile1766000200000'),
  },
  { indices: [{ name: 'account_by_shop', fields: ['shopId'] }] },
);
