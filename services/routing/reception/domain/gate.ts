import type { Draft } from '../../flight/domain/shop-change';
import type { ClosedNotice } from '../../decision/domain/outcome';
import { receptionAt } from './reception';

/** Whether the shop receives at `at`, and until when that holds (null = for ever, as far as is known). */
export interface Gate {
  readonly open: boolean;
  readonly scheduleVersion: number | null;
  readonly at: Date;
  readonly until: Date | null;
  /** When the closed period that `at` lies in began; null while it is open, and where the shop never was. One period gets one closed notice (SCH-18). */
  readonly closedSince: Date | null;
  /** When the shop opens next; null while it is open, or when nothing is planned. */
  readonly nextOpeningAt: Date | null;
  /** The reception hours as buyers read them (RES-58). */
  readonly hours: string | null;
}

/** The gate as it is stored. */
export interface Doors {
  readonly open: boolean;
  readonly until: Date | null;
}

/** Looks at the reception gate again when its time is over or its settings changed; an opening is noted, since left messages wait from then on. */
export function refreshGate(draft: Draft): void {
  const { state, now } = draft;
  const { gate, doors } = state;
  if (!state.settings || (gate && now >= gate.at && (gate.until === null || now < gate.until))) return;
  const next = { at: now, ...receptionAt(state.settings, state.reception, now) };
  if (next.open && !doors.open) state.openSince = doors.until !== null && doors.until <= now ? doors.until : now;
  state.gate = next;
  if (next.open === doors.open && next.until?.getTime() === doors.until?.getTime()) return;
  state.doors = { open: next.open, until: next.until };
  draft.doorsMoved = true;
}

/** What the closed notice says. A closed period is known by its start; one without start by a word. */
export const closedNotice = (gate: Gate): ClosedNotice => ({
  period: gate.closedSince?.toISOString() ?? 'ALWAYS',
  nextOpeningAt: gate.nextOpeningAt,
  hours: gate.hours,
});
