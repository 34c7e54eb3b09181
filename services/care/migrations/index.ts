import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import { createAuditMigration } from '#libs/platform/audit/audit-migration';
import { auditTables } from '#libs/platform/audit/audit-tables';
import { addedColumns } from '#libs/platform/database/column-migration';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { accountCopyTable } from '../copies/store/account-copy-table';
import { shopCopyTable } from '../copies/store/shop-copy-table';
import { averageTable } from '../orders/store/average-table';
import { orderTable } from '../orders/store/order-table';
import { consentTable, customerTable } from '../consents/store/consent-tables';
import { outreachTable } from '../outreach/store/outreach-table';
import { flowRunTable, flowStepTable, flowTable } from '../retention/store/flow-tables';
import { taskTable } from '../tasks/store/task-table';
import { deadlineTable } from '../timers/store/deadline-table';
import { CareTables1764000000000 } from './1764000000000-care-tables';
import { OrderAverages1796120100000 } from './1796120100000-order-averages';
import { RetentionFlows1796110000000 } from './1796110000000-retention-flows';

const retentionTables = [customerTable, consentTable, outreachTable, flowTable, flowRunTable, flowStepTable];
const ownTables = [shopCopyTable, accountCopyTable, orderTable, averageTable, deadlineTable, taskTable, ...retentionTables];

/** The whole of this service's database. */
export const careSchema: ServiceSchema = {
  service: 'care',
  tables: [...messagingTables, commandResultTable, ...auditTables, ...ownTables.map(({ entity }) => entity)],
  migrations: [
    createMessagingMigration('care'),
    createParkedRetentionMigration('care'),
    createAuditMigration('care'),
    CareTables1764000000000,
    createCommandRetentionMigration('care'),
    ...addedColumns(ownTables),
    RetentionFlows1796110000000,
    OrderAverages1796120100000,
  ],
};
