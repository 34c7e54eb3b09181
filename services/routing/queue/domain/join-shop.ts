import type { Settings } from '../../copies/domain/settings';
import type { ShopChange } from '../../flight/domain/shop-change';
import { drain } from './drain';
import { placeSession, type Asker, type PlaceOptions } from './place-session';
import type { SessionPlacement } from './session-placement';

/** Decides for a session that arrives or comes back. Where sessions take more than one slot, agents are then kept anew for those who wait. */
export function joinShop(
  change: ShopChange,
  settings: Settings,
  placement: SessionPlacement,
  asker: Asker,
  options: PlaceOptions = {},
): void {
  placeSession(change, settings, placement, asker, { ...options, joins: true });
  if (change.state.rules.workUnits !== null) drain(change);
}
