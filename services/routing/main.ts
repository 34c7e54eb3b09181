import { runService } from '#libs/service/run-service';
import { createEngine } from './flight/app/engine';
import { consumedTopics } from './flight/app/input';
import { receptionTimer, sweeper } from './flight/app/timers';
import { createExtra } from './request-extra';
import { createResolvers } from './resolvers/create-resolvers';

void runService({
  service: 'routing',
  newestMigration: 'RoutingTables1764000000000',
  build: (deps) => {
    const engine = createEngine(deps, Math.random);
    return {
      resolvers: createResolvers(deps, engine),
      extra: createExtra(deps),
      consumes: { topics: consumedTopics, apply: (events) => engine.takeEvents(events) },
      workers: [receptionTimer(deps, engine), sweeper(deps, engine)],
    };
  },
});
