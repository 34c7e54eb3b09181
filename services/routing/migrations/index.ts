import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import { createAuditMigration } from '#libs/platform/audit/audit-migration';
import { auditTables } from '#libs/platform/audit/audit-tables';
import { addedColumns } from '#libs/platform/database/column-migration';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { accountCopyTable } from '../copies/store/account-copy';
import { overrideCopyTable } from '../copies/store/override-copy';
import { rosterCopyTable } from '../copies/store/roster-copy';
import { scheduleCopyTable } from '../copies/store/schedule-copy';
import { shopCopyTable } from '../copies/store/shop-copy';
import { decisionTable } from '../decision/store/decision-table';
import { shopStateTable } from '../flight/store/shop-state-table';
import { agentTable } from '../presence/store/agent-table';
import { assignmentTable } from '../queue/store/assignment-table';
import { tombstoneTable } from '../queue/store/tombstone-table';
import { waitingTable } from '../queue/store/waiting-table';
import { staleAgentTable } from '../presence/store/stale-agents';
import { toldAlertsTable } from '../alerts/store/told-alerts';
import { starvationTable } from '../starvation/store/starvation-table';
import { rulesTable } from '../rules/store/rules-table';
import { deadlineTable } from '../reception/store/deadline-table';
import { RoutingTables1764000000000 } from './1764000000000-routing-tables';
import { RoutingPools1765000000000 } from './1765000000000-routing-pools';
import { QueueSeen1768000000000 } from './1768000000000-queue-seen';
import { OverrideCopy1771000000000 } from './1771000000000-override-copy';
import { RosterCopy1772000100000 } from './1772000100000-roster-copy';
import { CountChannels1773100320000 } from './1773100320000-count-channels';
import { RoutingRules1773000100000 } from './1773000100000-routing-rules';
import { Starvation1774000900000 } from './1774000900000-starvation';
import { DecisionLists1795831140000 } from './1795831140000-decision-lists';
import { GroupHoursSeen1795832460000 } from './1795832460000-group-hours-seen';
import { StaleAgents1795833600000 } from './1795833600000-stale-agents';
import { WakeDeadlines1795838520000 } from './1795838520000-wake-deadlines';
import { ToldAlerts1796100000000 } from './1796100000000-told-alerts';

const ownTables = [
  ...[shopStateTable, shopCopyTable, accountCopyTable, scheduleCopyTable, overrideCopyTable, rosterCopyTable, rulesTable, agentTable],
  ...[waitingTable, assignmentTable, decisionTable, tombstoneTable, deadlineTable, starvationTable, staleAgentTable, toldAlertsTable],
];

/** The whole of this service's database. */
export const routingSchema: ServiceSchema = {
  service: 'routing',
  tables: [...messagingTables, commandResultTable, ...auditTables, ...ownTables.map(({ entity }) => entity)],
  migrations: [
    createMessagingMigration('routing'),
    RoutingTables1764000000000,
    createCommandRetentionMigration('routing'),
    RoutingPools1765000000000,
    createParkedRetentionMigration('routing'),
    QueueSeen1768000000000,
    OverrideCopy1771000000000,
    RosterCopy1772000100000,
    RoutingRules1773000100000,
    Starvation1774000900000,
    DecisionLists1795831140000,
    GroupHoursSeen1795832460000,
    StaleAgents1795833600000,
    createAuditMigration('routing'),
    ...addedColumns(ownTables),
    CountChannels1773100320000,
    WakeDeadlines1795838520000,
    ToldAlerts1796100000000,
  ],
};
