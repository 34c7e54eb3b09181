import { commandResultRetention } from '#libs/service/retention';
import { runService } from '#libs/service/run-service';
import { createExtra } from './request-extra';
import { mutations } from './resolvers/mutations';
import { queries } from './resolvers/queries';
import { shopSchema } from './store/service-schema';

void runService({
  schema: shopSchema,
  build: (deps) => ({
    resolvers: { ...queries(deps), ...mutations(deps) },
    extra: createExtra(deps),
    consumes: { handlers: {} },
    workers: [],
    retention: [commandResultRetention],
  }),
});
