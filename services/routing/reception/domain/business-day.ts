import { addDays, dateText, toInstant, toLocal } from '#libs/calendar/index';
import type { Draft } from '../../flight/domain/shop-change';
import { refreshRoster } from '../../flight/domain/shop-state';

/** One date in the shop's zone, as instants: from its first to that of the next date. */
export interface BusinessDay {
  readonly date: string;
  readonly from: Date;
  readonly to: Date;
}

function businessDayAt(at: Date, zone: string): BusinessDay {
  const { date } = toLocal(zone, at);
  return { date: dateText(date), from: toInstant(zone, date, 0), to: toInstant(zone, addDays(date, 1), 0) };
}

/** Counts start at 0 on each business date of the shop's zone (RTE-5). */
export function refreshDay({ state, now }: Draft): void {
  if (!state.settings || (state.day && now >= state.day.from && now < state.day.to)) return;
  const day = businessDayAt(now, state.settings.timeZone);
  state.day = day;
  for (const agent of state.agents.values()) {
    if (agent.countedOn === day.date) continue;
    agent.assignedToday = 0;
    agent.countedOn = day.date;
  }
  refreshRoster(state);
}
