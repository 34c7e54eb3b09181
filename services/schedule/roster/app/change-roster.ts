import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { audit } from '#libs/platform/audit/audit';
import { businessDateAt } from '#libs/calendar/index';
import { granted } from '#libs/platform/errors';
import type { Deps } from '../../deps';
import type { InShop } from '../../hours/app/in-known-shop';
import { changeShifts, type ShiftChange } from '../domain/change-shifts';
import { dateAfter } from '../domain/dates';
import type { Shift } from '../domain/shift';
import { loadRosterHead, saveRosterHead } from '../store/rosters';
import { shiftsBetween, shiftsWithIds, writeShifts } from '../store/shifts';
import { leavesBetween } from '../../leaves/store/leaves';
import { rosterEvents } from './roster-events';
import { loadRosterAgents } from '../store/roster-agents';

/** Dates of which something changes, in order. */
const datesIn = (shifts: readonly Shift[]): string[] => [...new Set(shifts.map(({ date }) => date))].sort();

/**
 * Writes shifts and takes others away, all or nothing, and tells the dates concerned. `before` are the shifts that are changed or removed, as they stand.
 * Answers with the roster's new revision; it stays when nothing is asked for.
 */
export async function changeRoster(
  deps: Deps,
  command: Command<CommandInput>,
  place: InShop,
  { before, ...change }: ShiftChange & { readonly before: readonly Shift[] },
): Promise<number> {
  const { tx, shopId, shop, now } = place;
  const head = await loadRosterHead(tx, shopId);
  const dates = datesIn([...before, ...change.saved.map(({ shift }) => shift)]);
  const [first, last] = [dates[0], dates.at(-1)];
  if (first !== undefined && last !== undefined) {
    const around = await shiftsBetween(tx, shopId, dateAfter(first, -1), dateAfter(last, 1));
    const agents = await loadRosterAgents(tx, shopId);
    granted(changeShifts({ zone: shop.timeZone, today: businessDateAt(now, shop.timeZone), shifts: around, agents }, change));
    writeShifts(
      tx,
      shopId,
      change.saved.map(({ shift }) => shift),
      change.removed,
    );
  }
  const revision = dates.length > 0 ? head.revision + 1 : head.revision;
  if (dates.length > 0) saveRosterHead(tx, shopId, { ...head, revision }, now);
  const after = { revision, saved: change.saved.length, removed: change.removed.length, from: first ?? null, to: last ?? null };
  audit(tx, command, { at: now, on: { kind: 'ROSTER', id: shopId }, before: { revision: head.revision }, after });
  await tellDates(deps, command, place, { dates, revision });
  return revision;
}

/** Tells each of these dates as the roster stands now, leaves taken out. */
export async function tellDates(
  deps: Pick<Deps, 'outbox' | 'newId'>,
  { trigger }: Command<CommandInput>,
  place: InShop,
  { dates, revision }: { readonly dates: readonly string[]; readonly revision: number },
): Promise<void> {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return;
  const { tx, shopId } = place;
  const [shifts, leaves] = [await shiftsBetween(tx, shopId, first, last), await leavesBetween(tx, shopId, first, last)];
  await deps.outbox.append(tx, rosterEvents(place, { dates, revision, shifts, leaves }, trigger, deps.newId));
}

/** The shifts with these ids, which must all be there. */
export const shiftsToChange = (place: InShop, ids: readonly string[]): Promise<Shift[]> => shiftsWithIds(place.tx, place.shopId, ids);
