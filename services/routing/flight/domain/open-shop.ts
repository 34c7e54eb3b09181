import { handOverTalks, refreshLeaving } from '../../continuity/domain/hand-over-talks';
import { missOffers } from '../../offers/domain/miss-offers';
import { drain } from '../../queue/domain/drain';
import { resumeAgents } from '../../presence/domain/assignment-rate';
import { refreshDay, refreshReception } from './refresh-clock';
import type { Rosters } from '../../copies/domain/roster-copy';
import { usesRosters } from '../../rules/domain/routing-rules';
import type { ShopChange } from './shop-change';

const noRosters: Rosters = new Map();

/**
 * Brings a shop to the flight's instant before any input is applied: a new business date, an opening or a closing that has come, offers that nobody has answered, and everybody who may
 * move. A timer only makes sure that somebody looks; what is true then is decided here.
 */
export function openShop(change: ShopChange): void {
  change.state.rosters = usesRosters(change.state.rules) ? change.rosters : noRosters;
  refreshDay(change);
  refreshReception(change);
  resumeAgents(change);
  refreshLeaving(change);
  handOverTalks(change);
  missOffers(change);
  drain(change);
}
