import type { Permission } from '#libs/platform/access/permissions';
import { instant, table, text, uuid } from '#libs/platform/database/table';

export const grantTable = table('account_grant', {
  accountId: uuid().key(),
  permission: text<Permission>().key(),
  shopId: uuid().fixed(),
  grantedBy: uuid().null(),
  grantedAt: instant(),
  until: instant().null(),
});
