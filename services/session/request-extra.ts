import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Loaders } from './conversation/resolvers/loaders';
import type { OrderExtra } from './orders/resolvers/order-loader';

/** What this service adds to each request. */
export interface Extra extends OrderExtra {
  readonly loaders: Loaders;
}

export type ServiceContext = RequestContext<Extra>;
