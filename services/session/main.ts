import { runService } from '#libs/service/run-service';
import { features } from './features';

void runService({ service: 'session', newestMigration: 'SessionTables1764000000000', build: features });
