import { commandResultRetention } from '#libs/service/retention';
import { runService } from '#libs/service/run-service';
import { createEngine } from './flight/app/engine';
import { consumedTopics } from './flight/app/input';
import { receptionTimer, sweeper } from './flight/app/timers';
import { createExtra } from './request-extra';
import { createResolvers } from './resolvers/create-resolvers';
import { routingSchema } from './store/service-schema';

void runService({
  schema: routingSchema,
  build: (deps) => {
    const engine = createEngine(deps, Math.random);
    return {
      resolvers: createResolvers(deps, engine),
      extra: createExtra(deps),
      consumes: { topics: consumedTopics, flights: engine.events },
      workers: [receptionTimer(deps, engine), sweeper(deps, engine)],
      retention: [commandResultRetention],
    };
  },
});
