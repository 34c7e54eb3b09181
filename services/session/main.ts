import { runService } from '#libs/service/run-service';
import { features } from './features';
import { sessionSchema } from './migrations/index';

void runService({ schema: sessionSchema, build: features });
