import type { Permission } from '#libs/platform/access/permissions';
import { instant, table, text, texts, uuid } from '#libs/platform/database/table';

export const positionTable = table(
  'shop_position',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    name: text(),
    rights: texts<Permission>(),
    createdAt: instant().fixed(),
  },
  { indices: [{ name: 'shop_position_by_shop', fields: ['shopId'] }] },
);
