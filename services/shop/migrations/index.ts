import { createMessagingMigration, messagingTables } from '#libs/messaging/tables';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { ShopTables1764000000000 } from './1764000000000-shop-tables';
import { accountTable, shopTable } from '../shops/store/tables';

export const shopSchema: ServiceSchema = {
  service: 'shop',
  tables: [...messagingTables, commandResultTable, shopTable, accountTable],
  migrations: [createMessagingMigration('shop'), ShopTables1764000000000, createCommandRetentionMigration('shop')],
};
