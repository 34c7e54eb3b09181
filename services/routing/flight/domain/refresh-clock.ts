import { businessDayAt } from '../../reception/domain/business-day';
import { holdsAt, receptionAt } from '../../reception/domain/reception-state';
import type { ShopChange } from './shop-change';
import { refreshRoster } from './shop-state';

/** Counts start at 0 on each business date of the shop's zone (RTE-5). */
export function refreshDay({ state, now }: ShopChange): void {
  if (!state.settings || (state.day && now >= state.day.from && now < state.day.to)) return;
  const day = businessDayAt(now, state.settings.timeZone);
  state.day = day;
  for (const agent of state.agents.values()) {
    if (agent.countedOn === day.date) continue;
    agent.assignedToday = 0;
    agent.joinOffset = 0;
    agent.countedOn = day.date;
  }
  refreshRoster(state);
}

/** Evaluates the reception hours again when their answer is over or they changed; an opening is noted, since left messages wait from then on. */
export function refreshReception(change: ShopChange): void {
  const { state, now } = change;
  const { reception, storedReception: stored } = state;
  if (!state.settings || (reception && holdsAt(reception, now))) return;
  const next = receptionAt(state.settings, state.schedules, state.override.override, now);
  if (next.open && !stored.open) state.openSince = stored.until !== null && stored.until <= now ? stored.until : now;
  state.reception = next;
  if (next.open === stored.open && next.until?.getTime() === stored.until?.getTime()) return;
  state.storedReception = { open: next.open, until: next.until };
  change.receptionMoved = true;
}
