import type { SessionFacts } from '../../queue/domain/waiting-entry';
import type { RoutingRules } from './routing-rules';

/** How many slots a shop has sessions of the buyer's order status take; one where it says nothing of it. */
export const slotsAsked = ({ workUnits }: RoutingRules, { orderStatus = 'NO_ACTIVE_ORDER' }: SessionFacts): number =>
  workUnits?.find(({ status }) => status === orderStatus)?.slots ?? 1;
