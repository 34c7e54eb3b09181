import { createMessagingMigration, createParkedRetentionMigration, messagingTables } from '#libs/messaging/tables';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { SessionTables1764000000000 } from './1764000000000-session-tables';
import { sessionTables } from '../conversation/store/tables';

/** The whole of this service's database. */
export const sessionSchema: ServiceSchema = {
  service: 'session',
  tables: [...sessionTables, commandResultTable, ...messagingTables],
  migrations: [
    createMessagingMigration('session'),
    SessionTables1764000000000,
    createCommandRetentionMigration('session'),
    createParkedRetentionMigration('session'),
  ],
};
