import { runService } from '#libs/service/run-service';
import { features } from './features';
import { careSchema } from './migrations/index';

void runService({ schema: careSchema, build: features });
