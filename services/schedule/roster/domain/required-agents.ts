import { formatTime, parseEnd, parseTime } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';
import { daysOfWeek, type DayOfWeek } from '../../hours/domain/windows';

/** How many agents each half hour of the week needs: seven lists of 48 numbers, Monday first (STF-13). */
export type RequiredAgents = readonly (readonly number[])[];

/** A stretch of a day of the week as it is typed. */
export interface TypedRequirement {
  readonly day: DayOfWeek;
  readonly start?: string | null | undefined;
  readonly end?: string | null | undefined;
  readonly agents: number;
}

export const slotMinutes = 30;
const slotsPerDay = 48;

/** The week that was typed; half hours that nothing is said of need nobody in particular (0). Refuses times that are no half hours and overlaps. */
export function parseRequirements(typed: readonly TypedRequirement[]): RequiredAgents | Refusal {
  const week = daysOfWeek.map(() => new Array<number | undefined>(slotsPerDay).fill(undefined));
  for (const [index, { day, start, end, agents }] of typed.entries()) {
    const [from, to] = [parseTime(start ?? ''), parseEnd(end ?? '')];
    if (from === undefined || from % slotMinutes !== 0) return noSlot(`required.${index}.start`);
    if (to === undefined || to % slotMinutes !== 0 || to <= from) return noSlot(`required.${index}.end`);
    const slots = week[daysOfWeek.indexOf(day)]!;
    for (let slot = from / slotMinutes; slot < to / slotMinutes; slot += 1) {
      if (slots[slot] !== undefined)
        return refuse('WINDOW_OVERLAP', `The half hour from ${formatTime(slot * slotMinutes)} on ${day} is named twice.`, {
          field: `required.${index}`,
          expected: 'each half hour once',
        });
      slots[slot] = agents;
    }
  }
  return week.map((slots) => slots.map((agents) => agents ?? 0));
}

const noSlot = (field: string): Refusal =>
  refuse('INVALID_TIME', 'This is no half hour.', { field, expected: 'HH:00 or HH:30, the end after the start, up to 24:00' });

/** The stretches of a week that need somebody, as they are shown. */
export const requirementTexts = (week: RequiredAgents): { day: DayOfWeek; start: string; end: string; agents: number }[] =>
  week.flatMap((slots, day) =>
    stretches(slots).map(({ from, to, agents }) => ({
      day: daysOfWeek[day]!,
      start: formatTime(from * slotMinutes),
      end: formatTime(to * slotMinutes),
      agents,
    })),
  );

function stretches(slots: readonly number[]): { readonly from: number; readonly to: number; readonly agents: number }[] {
  const found: { from: number; to: number; agents: number }[] = [];
  slots.forEach((agents, slot) => {
    const last = found.at(-1);
    if (last?.agents === agents && last.to === slot) last.to = slot + 1;
    else found.push({ from: slot, to: slot + 1, agents });
  });
  return found.filter(({ agents }) => agents > 0);
}
