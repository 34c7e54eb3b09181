import { runService } from '#libs/service/run-service';
import { resolvers } from './resolvers';
import { saveShopCopies } from './store/shop-copies';

void runService({
  service: 'schedule',
  newestMigration: 'ScheduleTables1764000000000',
  build: (deps) => ({
    resolvers: resolvers(deps),
    extra: () => undefined,
    consumes: { handlers: { 'shop-changed': saveShopCopies } },
    workers: [],
  }),
});
