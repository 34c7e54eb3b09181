import type { Settings } from '../../copies/domain/settings';
import { isNewCustomer } from '../../decision/domain/new-customer';
import type { ShopState } from '../../flight/domain/shop-state';
import { crowdsInForce } from '../../rules/domain/crowds-in-force';
import { isMember } from './crowd-members';
import type { Band, SessionFacts } from './waiting-entry';

/** Who stands at the front of a queue: new customers, where the shop wants that (RTE-22, RTE-23), and members of crowds that come first (RTE-40). */
export function bandOf(facts: SessionFacts, state: ShopState, settings: Settings, now: Date): Band {
  const { newCustomerPriority, newCustomerMaxPurchases } = settings.policy;
  const isNew = newCustomerPriority && isNewCustomer(facts, now, newCustomerMaxPurchases);
  return isNew || isFirstCrowd(facts, state, settings) ? 'PRIORITY' : 'NORMAL';
}

const isFirstCrowd = (facts: SessionFacts, state: ShopState, settings: Settings): boolean =>
  facts.crowds !== undefined && crowdsInForce(state, settings).crowds.some((crowdId) => isMember(facts, crowdId, state.day?.from ?? null));
