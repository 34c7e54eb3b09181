import type { ReceptionRules } from '#libs/calendar/index';
import { businessDayAt } from '../../reception/domain/business-day';
import { hasGroupHours, openedAt, sameReception, type GroupHours, type StoredGroupHours } from '../../reception/domain/group-hours';
import { holdsAt, receptionAt, receptionRules } from '../../reception/domain/reception-state';
import type { ShopChange } from './shop-change';
import { refreshRoster, type ShopState } from './shop-state';

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

/**
 * Evaluates the reception hours again when their answer is over or they changed, those of groups with hours of their own too; an opening is noted, since
 * left messages wait from then on.
 */
export function refreshReception(change: ShopChange): void {
  const { state, now } = change;
  if (!state.settings || holds(state, now)) return;
  const rules = receptionRules(state.settings, state.schedules, state.override.override);
  const before = { ...state.storedReception, openSince: state.openSince };
  const next = receptionAt(rules, now);
  const { open, until } = next;
  state.openSince = openedAt(before, next, now);
  state.reception = next;
  state.storedReception = { open, until };
  if (!sameReception(before, next)) change.receptionMoved = true;
  refreshGroupHours(change, rules, before);
}

const holds = ({ reception, groupHours }: ShopState, now: Date): boolean =>
  reception !== null &&
  holdsAt(reception, now) &&
  [...groupHours.values()].every((group) => group.reception && holdsAt(group.reception, now));

/** A group that was following the shop until now was open when the shop was. */
function refreshGroupHours(change: ShopChange, rules: ReceptionRules, shop: StoredGroupHours): void {
  const { state, now } = change;
  const before = state.groupHours;
  if (before.size === 0 && !hasGroupHours(rules.versions)) return;
  const own = state.rules.groups.filter(({ id }) => rules.versions.some(({ groupId }) => groupId === id));
  state.groupHours = new Map(
    own.map(({ id }) => {
      const stored = before.get(id)?.stored ?? shop;
      const reception = receptionAt(rules, now, id);
      const { open, until } = reception;
      return [id, { reception, stored: { open, until, openSince: openedAt(stored, reception, now) } }];
    }),
  );
  const isSame = before.size === own.length && [...state.groupHours].every(([id, { stored }]) => isAs(before.get(id), stored));
  if (!isSame) change.receptionMoved = true;
  refreshRoster(state);
}

const isAs = (before: GroupHours | undefined, stored: StoredGroupHours): boolean =>
  before !== undefined && sameReception(before.stored, stored);

/** When the shop or one of its groups opens or closes next; null: never, as far as is known. */
export function nextTurnAt({ storedReception, groupHours }: ShopState): Date | null {
  const times = [storedReception, ...[...groupHours.values()].map(({ stored }) => stored)].flatMap(({ until }) => until?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}
