import type { Deps as ServiceDeps } from '#libs/service/run-service';

/** What this service's commands are given. */
export type Deps = Pick<ServiceDeps, 'db' | 'outbox' | 'clock' | 'newId'>;

/** What its queries are given. */
export type ReadDeps = Pick<ServiceDeps, 'readDb'>;
