import { runService } from '#libs/service/run-service';
import { consumes } from './consumers';
import { createExtra } from './request-extra';
import { resolvers } from './resolvers';
import { metricsSchema } from './store/service-schema';

void runService({
  schema: metricsSchema,
  build: (deps) => ({ resolvers, extra: createExtra(deps), consumes, breathMs: 200, workers: [] }),
});
