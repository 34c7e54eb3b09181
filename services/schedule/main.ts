import { runService } from '#libs/service/run-service';
import { features } from './features';
import { scheduleSchema } from './migrations/index';

void runService({ schema: scheduleSchema, build: features });
