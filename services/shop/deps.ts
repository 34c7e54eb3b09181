import type { Deps as ServiceDeps } from '#libs/service/run-service';

/** What this service's use cases are given. */
export type Deps = Pick<ServiceDeps, 'db' | 'outbox' | 'clock' | 'newId'>;
