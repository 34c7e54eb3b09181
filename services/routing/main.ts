import { runService } from '#libs/service/run-service';
import { features } from './features';
import { routingSchema } from './migrations/index';

void runService({ schema: routingSchema, build: features });
