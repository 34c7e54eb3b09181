import { runService } from '#libs/service/run-service';
import { features } from './features';
import { shopSchema } from './migrations/index';

void runService({ schema: shopSchema, build: features });
