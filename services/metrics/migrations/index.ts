import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import { createAuditMigration } from '#libs/platform/audit/audit-migration';
import { auditTables } from '#libs/platform/audit/audit-tables';
import { addedColumns } from '#libs/platform/database/column-migration';
import { commandResultTable } from '#libs/platform/database/platform-tables';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { alertTable } from '../alerts/store/alert-table';
import { reportRunTable, savedReportTable } from '../saved-reports/store/saved-report-tables';
import { watchedRatesTable } from '../alerts/store/watched-rates';
import { deliveryTable } from '../webhooks/store/delivery-table';
import { webhookTable } from '../webhooks/store/webhook-table';
import { shopCopyTable } from '../copies/store/shop-copy-table';
import { erasedSubjectTable } from '../facts/store/erased-subjects';
import { factTable } from '../facts/store/fact-table';
import { buyerVisitTable, figureSpreadTable, figureSumTable } from '../figures/domain/rollup';
import { sessionFigureTable } from '../figures/domain/session-figure';
import { exemptRangeTable, metricSettingsTable } from '../settings/store/settings-tables';
import { FigureChanges1796000300000 } from './1796000300000-figure-changes';
import { FigureRollups1796000000000 } from './1796000000000-figure-rollups';
import { FiguresByDate1798000000000 } from './1798000000000-figures-by-date';
import { Alerts1798400100000 } from './1798400100000-alerts';
import { Webhooks1798400200000 } from './1798400200000-webhooks';
import { WatchedRates1798400300000 } from './1798400300000-watched-rates';
import { ErasedSubjects1798400560000 } from './1798400560000-erased-subjects';
import { SavedReports1798400500000 } from './1798400500000-saved-reports';
import { MetricsTables1764000000000 } from './1764000000000-metrics-tables';
import { BlockedBuyers1764100000000 } from './1764100000000-blocked-buyers';
import { ProjectionVersion1765200000000 } from './1765200000000-projection-version';

const ownTables = [
  factTable,
  erasedSubjectTable,
  sessionFigureTable,
  figureSumTable,
  figureSpreadTable,
  buyerVisitTable,
  metricSettingsTable,
  exemptRangeTable,
  shopCopyTable,
  alertTable,
  watchedRatesTable,
  webhookTable,
  deliveryTable,
  savedReportTable,
  reportRunTable,
];

/** The whole of this service's database. */
export const metricsSchema: ServiceSchema = {
  service: 'metrics',
  tables: [...messagingTables, commandResultTable, ...auditTables, ...ownTables.map(({ entity }) => entity)],
  migrations: [
    createMessagingMigration('metrics'),
    MetricsTables1764000000000,
    BlockedBuyers1764100000000,
    createParkedRetentionMigration('metrics'),
    ProjectionVersion1765200000000,
    createAuditMigration('metrics'),
    FigureRollups1796000000000,
    ...addedColumns(ownTables),
    FigureChanges1796000300000,
    FiguresByDate1798000000000,
    Alerts1798400100000,
    Webhooks1798400200000,
    WatchedRates1798400300000,
    SavedReports1798400500000,
    ErasedSubjects1798400560000,
  ],
};
