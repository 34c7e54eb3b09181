import type { Settings } from '../../copies/domain/settings';
import type { ShopState } from '../../flight/domain/shop-state';

/** Why the chosen crowds do not come first: the switch is off, nothing was saved or chosen, the shop is not on the list of the trial, or has no tier. */
export type CrowdsOff = 'SWITCHED_OFF' | 'NOTHING_CHOSEN' | 'NOT_LISTED' | 'TIER';

export interface CrowdsInForce {
  readonly crowds: readonly string[];
  readonly off: CrowdsOff | null;
}

const feature = 'PRIORITY_CROWDS';

const off = (reason: CrowdsOff): CrowdsInForce => ({ crowds: [], off: reason });
const switchedOff = off('SWITCHED_OFF');
const nothingChosen = off('NOTHING_CHOSEN');

/** Whose members come first on the shop's date (RTE-41 to RTE-46). The tier is that of the date's month, from its first midnight on (RTE-43). */
export function crowdsInForce(
  { rules, day, limited }: Pick<ShopState, 'rules' | 'day' | 'limited'>,
  { policy, tiers, trials }: Settings,
): CrowdsInForce {
  if (!policy.priorityCrowds) return switchedOff;
  const crowds = rules.priorityCrowds ?? [];
  if (crowds.length === 0) return nothingChosen;
  if (limited.includes(feature) && !trials.includes(feature)) return off('NOT_LISTED');
  const month = day?.date.slice(0, 7);
  const tier = tiers.find((one) => one.month === month)?.tier ?? null;
  return tier === null ? off('TIER') : { crowds, off: null };
}
