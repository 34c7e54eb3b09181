import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import { createAuditMigration } from '#libs/platform/audit/audit-migration';
import { auditTables } from '#libs/platform/audit/audit-tables';
import { addedColumns } from '#libs/platform/database/column-migration';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { announcementTable, deliveryTable } from '../announcements/store/announcement-tables';
import { accountCopyTable } from '../copies/store/account-copy-table';
import { shopCopyTable } from '../copies/store/shop-copy-table';
import { draftTable } from '../drafts/store/draft-table';
import { holidayTableTable } from '../holidays/store/holiday-table-table';
import { versionTable } from '../hours/store/version-table';
import { leaveTable } from '../leaves/store/leave-table';
import { loginTable } from '../logins/store/login-table';
import { overrideTable } from '../overrides/store/override-table';
import { rosterTable, shiftTable, shiftTemplateTable } from '../roster/store/roster-tables';
import { taskTable } from '../promotion-tasks/store/task-table';
import { promotionTable } from '../promotions/store/promotion-table';
import { volumeTable } from '../volume/store/volume-table';
import { ScheduleTables1764000000000 } from './1764000000000-schedule-tables';
import { AgentLogins1772000000000 } from './1772000000000-agent-logins';
import { Volume1773000000000 } from './1773000000000-volume';
import { AccountCopies1773000100000 } from './1773000100000-account-copies';
import { Promotions1773000200000 } from './1773000200000-promotions';
import { DraftsOverridesHolidays1795800100000 } from './1795800100000-drafts-overrides-holidays';
import { Rosters1795800200000 } from './1795800200000-rosters';
import { Announcements1795800300000 } from './1795800300000-announcements';

const rosterTables = [shiftTable, rosterTable, leaveTable, shiftTemplateTable];
const announcementTables = [announcementTable, deliveryTable];
const ownTables = [
  promotionTable,
  taskTable,
  ...announcementTables,
  versionTable,
  draftTable,
  overrideTable,
  holidayTableTable,
  volumeTable,
  shopCopyTable,
  accountCopyTable,
  ...rosterTables,
  loginTable,
];

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
    AgentLogins1772000000000,
    Volume1773000000000,
    AccountCopies1773000100000,
    Promotions1773000200000,
    DraftsOverridesHolidays1795800100000,
    Rosters1795800200000,
    Announcements1795800300000,
    ...addedColumns(ownTables),
  ],
};
