import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { MetricsTables1764000000000 } from './1764000000000-metrics-tables';
import { BlockedBuyers1764100000000 } from './1764100000000-blocked-buyers';
import { factTable, sessionFigureTable, shopCopyTable } from '../facts/store/tables';

export const metricsSchema: ServiceSchema = {
  service: 'metrics',
  tables: [...messagingTables, factTable, sessionFigureTable, shopCopyTable],
  migrations: [
    createMessagingMigration('metrics'),
    MetricsTables1764000000000,
    BlockedBuyers1764100000000,
    createParkedRetentionMigration('metrics'),
  ],
};
