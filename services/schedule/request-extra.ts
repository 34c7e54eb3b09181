import type { RequestContext } from '#libs/platform/graphql/request-context';

/** Schedule needs nothing per request: a query asks about one shop. */
export type Extra = undefined;

export type ServiceContext = RequestContext<Extra>;
