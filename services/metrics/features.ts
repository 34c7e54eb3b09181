import type { Deps, ServiceParts } from '#libs/service/run-service';
import { consumes } from './consumers';
import { figureResolvers } from './figures/resolvers/figure-resolvers';
import { createExtra, type Extra } from './request-extra';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Pick<Deps, 'db' | 'clock'>): ServiceParts<Extra> => ({
  resolvers: figureResolvers,
  extra: createExtra(deps),
  consumes,
  pauseMs: 200,
  workers: [],
});
