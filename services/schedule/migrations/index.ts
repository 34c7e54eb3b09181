import { createMessagingMigration, messagingTables } from '#libs/messaging/tables';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { ScheduleTables1764000000000 } from './1764000000000-schedule-tables';
import { receptionVersionTable, shopCopyTable } from '../hours/store/tables';

export const scheduleSchema: ServiceSchema = {
  service: 'schedule',
  tables: [...messagingTables, commandResultTable, receptionVersionTable, shopCopyTable],
  migrations: [createMessagingMigration('schedule'), ScheduleTables1764000000000, createCommandRetentionMigration('schedule')],
};
