import { drain } from '../../queue/domain/drain';
import type { Draft } from './shop-change';
import { refreshDay } from '../../reception/domain/business-day';
import { refreshGate } from '../../reception/domain/gate';

/**
 * Brings a shop to the flight's instant before any input is applied: a new business date, an opening or a closing that has come, and everybody who may
 * move. A timer only makes sure that somebody looks; what is true then is decided here.
 */
export function openFlight(draft: Draft): void {
  refreshDay(draft);
  refreshGate(draft);
  drain(draft);
}
