import { commandResultRetention } from '#libs/service/retention';
import type { ServiceParts } from '#libs/service/run-service';
import { saveShopCopies } from './copies/store/shop-copies';
import type { Deps, ReadDeps } from './deps';
import { hoursResolvers } from './hours/resolvers/hours-resolvers';
import type { Extra } from './request-extra';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Deps & ReadDeps): ServiceParts<Extra> => ({
  resolvers: hoursResolvers(deps),
  extra: () => undefined,
  consumes: { handlers: { 'shop-changed': saveShopCopies } },
  workers: [],
  retention: [commandResultRetention],
});
