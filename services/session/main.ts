import { runService } from '#libs/service/run-service';
import { createHotDesk } from './app/hot-desk';
import { createTimerLoop } from './app/timer-loop';
import { createConsumers } from './consumers';
import { createResolvers } from './resolvers/create-resolvers';
import { createExtra } from './resolvers/loaders';

void runService({
  service: 'session',
  newestMigration: 'SessionTables1764000000000',
  build: (deps) => ({
    resolvers: createResolvers(deps.db, createHotDesk(deps)),
    extra: createExtra(deps.db),
    consumes: { handlers: createConsumers(deps) },
    workers: [createTimerLoop(deps)],
  }),
});
