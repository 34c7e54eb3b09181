import type { RequestContext } from '#libs/platform/graphql/request-context';

/** Nothing is read together per request yet. */
export type Extra = object;

export type ServiceContext = RequestContext<Extra>;
