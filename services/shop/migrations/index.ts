import { createMessagingMigration, createParkedRetentionMigration } from '#libs/messaging/migrations';
import { messagingTables } from '#libs/messaging/tables';
import { createAuditMigration } from '#libs/platform/audit/audit-migration';
import { auditTables } from '#libs/platform/audit/audit-tables';
import { addedColumns } from '#libs/platform/database/column-migration';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { commandResultTable, createCommandRetentionMigration } from '#libs/platform/database/platform-tables';
import { accountTable } from '../accounts/store/account-table';
import { endedSessionTable } from '../browser-sessions/store/ended-session-table';
import { buyerAccessTable, buyerTokenKeyTable } from '../buyer-access/store/buyer-access-tables';
import { identityTable } from '../identities/store/identity-table';
import { apiKeyTable } from '../keys/store/api-key-table';
import { preferenceTable } from '../preferences/store/preference-table';
import { grantTable } from '../rights/store/grant-table';
import { positionTable } from '../rights/store/position-table';
import { shopTable } from '../shops/store/shop-table';
import { ShopTables1764000000000 } from './1764000000000-shop-tables';
import { UnreadColumns1764300000000 } from './1764300000000-unread-columns';
import { Rights1766000000000 } from './1766000000000-rights';
import { ApiKeys1767000000000 } from './1767000000000-api-keys';
import { BuyerAccess1768000000000 } from './1768000000000-buyer-access';
import { AccountIdentities1769000000000 } from './1769000000000-account-identities';
import { EndedSessions1796000000000 } from './1796000000000-ended-sessions';
import { Preferences1770000000000 } from './1770000000000-preferences';

const ownTables = [
  shopTable,
  accountTable,
  grantTable,
  positionTable,
  apiKeyTable,
  buyerAccessTable,
  buyerTokenKeyTable,
  identityTable,
  preferenceTable,
  endedSessionTable,
];

/** The whole of this service's database. */
export const shopSchema: ServiceSchema = {
  service: 'shop',
  tables: [...messagingTables, commandResultTable, ...auditTables, ...ownTables.map(({ entity }) => entity)],
  migrations: [
    createMessagingMigration('shop'),
    ShopTables1764000000000,
    createCommandRetentionMigration('shop'),
    UnreadColumns1764300000000,
    createParkedRetentionMigration('shop'),
    Rights1766000000000,
    ApiKeys1767000000000,
    BuyerAccess1768000000000,
    AccountIdentities1769000000000,
    Preferences1770000000000,
    createAuditMigration('shop'),
    EndedSessions1796000000000,
    ...addedColumns(ownTables),
  ],
};
