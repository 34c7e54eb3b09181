import type { ScheduleVersion } from '#libs/calendar/index';
import type { ReceptionState, StoredReception } from './reception-state';

/** Whether a group with hours of its own receives. A group without any is not listed anywhere: it follows the shop. */
export interface GroupHours {
  /** null until evaluated for the flight's instant. */
  readonly reception: ReceptionState | null;
  /** What it was when routing last looked, and when the group last opened, as far as routing saw it. */
  readonly stored: StoredGroupHours;
}

export interface StoredGroupHours extends StoredReception {
  readonly openSince: Date | null;
}

/** As the shop's row keeps it: instants as texts. */
export type GroupHoursRow = Readonly<
  Record<string, { readonly open: boolean; readonly until: string | null; readonly openSince: string | null }>
>;

/** Whether any version is a group's; nearly no shop has one, and then groups' hours cost nothing. */
export const hasGroupHours = (versions: readonly ScheduleVersion[]): boolean => versions.some(({ groupId }) => groupId !== null);

export const isGroupOpen = ({ reception, stored }: GroupHours): boolean => reception?.open ?? stored.open;

/** When the shop or the group opened last, once it has the reception `next`. */
export function openedAt(stored: StoredGroupHours, next: ReceptionState, now: Date): Date | null {
  if (!next.open || stored.open) return stored.openSince;
  return stored.until !== null && stored.until <= now ? stored.until : now;
}

export const sameReception = (a: StoredReception, b: StoredReception): boolean =>
  a.open === b.open && a.until?.getTime() === b.until?.getTime();

export function groupHoursRow(hours: ReadonlyMap<string, GroupHours>): GroupHoursRow | null {
  if (hours.size === 0) return null;
  const text = (instant: Date | null): string | null => instant?.toISOString() ?? null;
  return Object.fromEntries(
    [...hours].map(([id, { stored }]) => [id, { open: stored.open, until: text(stored.until), openSince: text(stored.openSince) }]),
  );
}

export function groupHoursOf(row: GroupHoursRow | null): Map<string, GroupHours> {
  const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return new Map(
    Object.entries(row ?? {}).map(([id, { open, until, openSince }]) => [
      id,
      { reception: null, stored: { open, until: instant(until), openSince: instant(openSince) } },
    ]),
  );
}
