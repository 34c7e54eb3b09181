import { runService } from '#libs/service/run-service';
import { consumers } from './consumers';
import { createExtra } from './request-extra';
import { resolvers } from './resolvers';

void runService({
  service: 'metrics',
  newestMigration: 'MetricsTables1764000000000',
  build: (deps) => ({ resolvers, extra: createExtra(deps), consumes: { handlers: consumers }, breathMs: 40, workers: [] }),
});
