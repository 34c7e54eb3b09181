import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { BuyersExtra } from './buyers/resolvers/open-session-loader';
import type { Loaders } from './conversation/resolvers/loaders';
import type { ScriptsExtra } from './scripts/resolvers/script-loaders';
import type { PersonExtra } from './profiles/resolvers/person-loader';
import type { RatingExtra } from './ratings/resolvers/rating-loader';
import type { DeskExtra } from './desk/resolvers/terms-loader';
import type { OrderExtra } from './orders/resolvers/order-loader';
import type { DeliveryExtra } from './outbound/resolvers/delivery-loader';
import type { RevisionExtra } from './revisions/resolvers/revision-loader';

/** What this service adds to each request. */
export interface Extra extends DeskExtra, OrderExtra, PersonExtra, RatingExtra, BuyersExtra, RevisionExtra, ScriptsExtra, DeliveryExtra {
  readonly loaders: Loaders;
}

export type ServiceContext = RequestContext<Extra>;
