import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import { joinFeatures } from '#libs/service/join-features';
import { commandResultRetention } from '#libs/service/retention';
import type { ServiceParts } from '#libs/service/run-service';
import { saveShopCopies } from './copies/store/shop-copies';
import type { Deps, ReadDeps } from './deps';
import { hoursResolvers } from './hours/resolvers/hours-resolvers';
import type { Extra } from './request-extra';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Deps & ReadDeps): ServiceParts<Extra> =>
  joinFeatures<Extra>(
    {
      resolvers: hoursResolvers(deps),
      handlers: { 'shop-changed': saveShopCopies },
      retention: [commandResultRetention],
    },
    { resolvers: auditResolvers('schedule', deps) },
  );
