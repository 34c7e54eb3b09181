import { hasBeenServed } from '../../queue/domain/waiting-entry';
import type { RouteRequest } from './route-request';
import type { RouteView } from './route-view';

/**
 * Whether the bot speaks with this buyer before a human does, unless an earlier step finds one: at the first consultation only. A left message has not been
 * through this step yet, unless a limit of the queue, which comes after it, has made it one (SCH-17, RES-28).
 */
export const isForBot = ({ settings }: Pick<RouteView, 'settings'>, { facts, waiting, band }: RouteRequest): boolean =>
  settings.botFirst && !facts.viaBot && !hasBeenServed(facts) && waiting !== 'QUEUED' && facts.leftFor === undefined && band !== 'PRIORITY';

/** What becomes of returning buyers where a bot speaks first (RTE-15, RTE-16); turning their priority on lifts DISABLED (RES-4). */
export function returningWithBot({ settings }: Pick<RouteView, 'settings'>): RouteView['settings']['returningWithBot'] {
  const { returningWithBot: chosen, returningPriority } = settings;
  return chosen === 'DISABLED' && returningPriority ? 'AFTER_TRANSFER' : chosen;
}

/** Whether the last human contact counts for nothing now: the bot comes first, or has made it void. */
export function isContactVoid(view: Pick<RouteView, 'settings'>, request: RouteRequest): boolean {
  if (!view.settings.botFirst) return false;
  const how = returningWithBot(view);
  return how === 'DISABLED' || (how === 'AFTER_TRANSFER' && isForBot(view, request));
}
