import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { shopCopyTable } from '../copies/store/shop-copy-table';
import { versionTable } from '../hours/store/version-table';
import { ScheduleTables1764000000000 } from './1764000000000-schedule-tables';

/** The whole of this service's database. */
export const scheduleSchema: ServiceSchema = {
  service: 'schedule',
  tables: [...messagingTables, commandResultTable, versionTable.entity, shopCopyTable.entity],
  migrations: [
    createMessagingMigration('schedule'),
    ScheduleTables1764000000000,
    createCommandRetentionMigration('schedule'),
    createParkedRetentionMigration('schedule'),
  ],
};
