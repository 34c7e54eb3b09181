import { runService } from '#libs/service/run-service';
import { consumes } from './consumers';
import { createExtra } from './request-extra';
import { resolvers } from './resolvers';

void runService({
  service: 'metrics',
  newestMigration: 'BlockedBuyers1764100000000',
  build: (deps) => ({ resolvers, extra: createExtra(deps), consumes, breathMs: 200, workers: [] }),
});
