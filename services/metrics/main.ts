import { runService } from '#libs/service/run-service';
import { features } from './features';
import { metricsSchema } from './migrations/index';

void runService({ schema: metricsSchema, build: features });
