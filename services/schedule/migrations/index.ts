import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import { createAuditMigration } from '#libs/platform/audit/audit-migration';
import { auditTables } from '#libs/platform/audit/audit-tables';
import { addedColumns } from '#libs/platform/database/column-migration';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { shopCopyTable } from '../copies/store/shop-copy-table';
import { versionTable } from '../hours/store/version-table';
import { ScheduleTables1764000000000 } from './1764000000000-schedule-tables';

const ownTables = [versionTable, shopCopyTable];

/** The whole of this service's database. */
export const scheduleSchema: ServiceSchema = {
  service: 'schedule',
  tables: [...messagingTables, commandResultTable, ...auditTables, ...ownTables.map(({ entity }) => entity)],
  migrations: [
    createMessagingMigration('schedule'),
    ScheduleTables1764000000000,
    createCommandRetentionMigration('schedule'),
    createParkedRetentionMigration('schedule'),
    createAuditMigration('schedule'),
    ...addedColumns(ownTables),
  ],
};
