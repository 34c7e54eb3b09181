import { commandResultRetention } from '#libs/service/retention';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { saveShopCopies } from './copies/shop-copies';
import { hoursResolvers } from './hours/resolvers/hours-resolvers';
import type { Extra } from './request-extra';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'>): ServiceParts<Extra> => ({
  resolvers: hoursResolvers(deps),
  extra: () => undefined,
  consumes: { handlers: { 'shop-changed': saveShopCopies } },
  workers: [],
  retention: [commandResultRetention],
});
