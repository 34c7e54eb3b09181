import { createMessagingMigration, messagingTables } from '#libs/messaging/tables';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { RoutingTables1764000000000 } from '../migrations/1764000000000-routing-tables';
import { routingTables } from './tables';

export const routingSchema: ServiceSchema = {
  service: 'routing',
  tables: [...messagingTables, commandResultTable, ...routingTables],
  migrations: [createMessagingMigration('routing'), RoutingTables1764000000000, createCommandRetentionMigration('routing')],
};
