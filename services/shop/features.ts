import { joinFeatures } from '#libs/service/join-features';
import { commandResultRetention } from '#libs/service/retention';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { accountResolvers } from './accounts/resolvers/account-resolvers';
import { entitlementResolvers } from './entitlements/resolvers/entitlement-resolvers';
import { holidayResolvers } from './holiday/resolvers/holiday-resolvers';
import { endedSessionRetention } from './browser-sessions/app/ended-session-retention';
import { browserSessionResolvers } from './browser-sessions/resolvers/browser-session-resolvers';
import { buyerAccessResolvers } from './buyer-access/resolvers/buyer-access-resolvers';
import { identityResolvers } from './identities/resolvers/identity-resolvers';
import { shopAuditResolvers } from './audit/resolvers/audit-resolvers';
import { createExtra, type Extra } from './request-extra';
import { keyResolvers } from './keys/resolvers/key-resolvers';
import { preferenceResolvers } from './preferences/resolvers/preference-resolvers';
import { rightsResolvers } from './rights/resolvers/rights-resolvers';
import { shopResolvers } from './shops/resolvers/shop-resolvers';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Pick<Deps, 'db' | 'readDb' | 'workerDb' | 'outbox' | 'clock' | 'newId'>): ServiceParts<Extra> =>
  joinFeatures(
    { resolvers: shopResolvers(deps), extra: createExtra(deps), retention: [commandResultRetention] },
    { resolvers: accountResolvers(deps) },
    { resolvers: rightsResolvers(deps) },
    { resolvers: keyResolvers(deps) },
    { resolvers: shopAuditResolvers(deps) },
    { resolvers: holidayResolvers(deps) },
    { resolvers: entitlementResolvers(deps) },
    { resolvers: buyerAccessResolvers(deps) },
    { resolvers: identityResolvers(deps) },
    { resolvers: browserSessionResolvers(deps), retention: [endedSessionRetention] },
    { resolvers: preferenceResolvers(deps) },
  );
