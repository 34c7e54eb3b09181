import { afterBusinessMs } from '#libs/calendar/index';
import type { Route } from '../../decision/domain/route';
import type { ShopChange } from '../../flight/domain/shop-change';
import { notAsked } from '../../offers/domain/offer-of';
import { poolHours } from '../../reception/domain/pool-hours';
import { receptionRules } from '../../reception/domain/reception-state';

/**
 * Until when the agent has to write to the buyer, in the hours by which the session's pool is received; that instant included. Null where the shop does not
 * ask, of accounts that get buyers while they are away, and where the shop does not open for so long. The session service holds the agent to it: messages are
 * its own, so an answer and the end of the time cannot cross.
 */
export function answerDueAt({ state, now }: Pick<ShopChange, 'state' | 'now'>, pool: string, route: Route): Date | null {
  const { rules, settings, schedules, override } = state;
  if (rules.silentAfterMinutes === null || settings === null || route.outcome !== 'assigned') return null;
  if (route.cause !== 'MANUAL' && notAsked.includes(route.cause)) return null;
  const ms = rules.silentAfterMinutes * 60_000;
  const { reception } = poolHours(state, pool);
  const simple = now.getTime() + ms;
  if (reception?.open && (reception.until === null || simple <= reception.until.getTime())) return new Date(simple);
  return afterBusinessMs(receptionRules(settings, schedules, override.override), now, ms, reception?.groupId ?? null);
}
