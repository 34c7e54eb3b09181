import { commandResultRetention } from '#libs/service/retention';
import { runService } from '#libs/service/run-service';
import { resolvers } from './resolvers';
import { saveShopCopies } from './store/shop-copies';
import { scheduleSchema } from './store/service-schema';

void runService({
  schema: scheduleSchema,
  build: (deps) => ({
    resolvers: resolvers(deps),
    extra: () => undefined,
    consumes: { handlers: { 'shop-changed': saveShopCopies } },
    workers: [],
    retention: [commandResultRetention],
  }),
});
