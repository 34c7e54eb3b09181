import { runService } from '#libs/service/run-service';
import { createExtra } from './request-extra';
import { mutations } from './resolvers/mutations';
import { queries } from './resolvers/queries';

void runService({
  service: 'shop',
  newestMigration: 'ShopTables1764000000000',
  build: (deps) => ({
    resolvers: { ...queries(deps), ...mutations(deps) },
    extra: createExtra(deps),
    consumes: { handlers: {} },
    workers: [],
  }),
});
