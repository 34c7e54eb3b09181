import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Loaders } from './conversation/resolvers/loaders';

/** What this service adds to each request. */
export interface Extra {
  readonly loaders: Loaders;
}

export type ServiceContext = RequestContext<Extra>;
