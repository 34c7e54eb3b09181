import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import { createAuditMigration } from '#libs/platform/audit/audit-migration';
import { auditTables } from '#libs/platform/audit/audit-tables';
import { addedColumns } from '#libs/platform/database/column-migration';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { buyerTable } from '../conversation/store/buyer-table';
import { deadlineTable } from '../conversation/store/deadline-table';
import { messageTable } from '../conversation/store/message-table';
import { sessionTable } from '../conversation/store/session-table';
import { accountCopyTable } from '../copies/store/account-copy';
import { agentCopyTable } from '../copies/store/agent-copy';
import { scheduleCopyTable } from '../copies/store/schedule-copy';
import { shopCopyTable } from '../copies/store/shop-copy';
import { crowdTable, membershipTable } from '../crowds/store/crowd-tables';
import { cardTable } from '../knowledge/store/card-table';
import { reportTable } from '../advice/store/report-table';
import { faqTable } from '../knowledge/store/faq-table';
import { orderTable, statusMappingTable } from '../orders/store/order-tables';
import { profileTable } from '../profiles/store/profile-table';
import { ratingTable } from '../ratings/store/rating-table';
import { attachmentTable } from '../attachments/store/attachment-table';
import { erasedFileTable } from '../attachments/store/erased-files';
import { deliveryTable } from '../outbound/store/delivery-table';
import { revisionTable } from '../revisions/store/revision-table';
import { categoryTable, libraryTable, scriptTable, scriptUseTable } from '../scripts/store/script-tables';
import { SessionTables1764000000000 } from './1764000000000-session-tables';
import { MessagesOfBuyers1764300000000 } from './1764300000000-messages-of-buyers';
import { Orders1795818000000 } from './1795818000000-orders';
import { FaqEntries1795820100000 } from './1795820100000-faq-entries';
import { Crowds1795821000000 } from './1795821000000-crowds';
import { FaqCard1795826220000 } from './1795826220000-faq-card';
import { BlockedBuyers1795822000000 } from './1795822000000-blocked-buyers';
import { MessageRevisions1795830200000 } from './1795830200000-message-revisions';
import { Profiles1795835110000 } from './1795835110000-profiles';
import { Ratings1795834530000 } from './1795834530000-ratings';
import { Scripts1795833410000 } from './1795833410000-scripts';
import { EndedSessions1795830200000 } from './1795830200000-ended-sessions';
import { DailyReminders1795830500000 } from './1795830500000-daily-reminders';
import { MarkedSessions1795830600000 } from './1795830600000-marked-sessions';
import { Deliveries1795830300000 } from './1795830300000-deliveries';
import { ScriptChanges1795834210000 } from './1795834210000-script-changes';
import { Attachments1795834500000 } from './1795834500000-attachments';
import { SlowShops1798400400000 } from './1798400400000-slow-shops';
import { ErasedFiles1798400500000 } from './1798400500000-erased-files';
import { slowShopTable } from '../desk/store/slow-shops';

const conversation = [
  sessionTable,
  messageTable,
  buyerTable,
  deadlineTable,
  revisionTable,
  deliveryTable,
  attachmentTable,
  erasedFileTable,
];
const copies = [slowShopTable, shopCopyTable, accountCopyTable, agentCopyTable, scheduleCopyTable];
const orders = [orderTable, statusMappingTable];
const crowds = [crowdTable, membershipTable];
const scripts = [libraryTable, scriptTable, categoryTable, scriptUseTable];
const ratings = [ratingTable, profileTable];
const knowledge = [faqTable, cardTable, reportTable];
const ownTables = [...conversation, ...copies, ...orders, ...crowds, ...knowledge, ...ratings, ...scripts];

/** The whole of this service's database. */
export const sessionSchema: ServiceSchema = {
  service: 'session',
  tables: [...ownTables.map(({ entity }) => entity), commandResultTable, ...auditTables, ...messagingTables],
  migrations: [
    createMessagingMigration('session'),
    SessionTables1764000000000,
    createCommandRetentionMigration('session'),
    MessagesOfBuyers1764300000000,
    createParkedRetentionMigration('session'),
    createAuditMigration('session'),
    Orders1795818000000,
    FaqEntries1795820100000,
    Crowds1795821000000,
    FaqCard1795826220000,
    ...addedColumns(ownTables),
    BlockedBuyers1795822000000,
    MessageRevisions1795830200000,
    Scripts1795833410000,
    Ratings1795834530000,
    Profiles1795835110000,
    EndedSessions1795830200000,
    DailyReminders1795830500000,
    MarkedSessions1795830600000,
    Deliveries1795830300000,
    ScriptChanges1795834210000,
    Attachments1795834500000,
    SlowShops1798400400000,
    ErasedFiles1798400500000,
  ],
};
