import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import { joinFeatures } from '#libs/service/join-features';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { consumes } from './consumers';
import { factsRetention } from './facts/app/facts-retention';
import { figureResolvers } from './figures/resolvers/figure-resolvers';
import { createRecompute } from './rebuild/app/recompute';
import { createExtra, type Extra } from './request-extra';

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Deps): ServiceParts<Extra> =>
  joinFeatures<Extra>(
    { consumes, pauseMs: 200, retention: [factsRetention] },
    { resolvers: figureResolvers, extra: createExtra(deps) },
    { resolvers: auditResolvers('metrics', deps) },
    { workers: [createRecompute(deps)] },
  );
