import { granted, refuse } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { daysOf, isTypedDate, parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { dateAfter } from '../domain/dates';
import { shiftsBetween } from '../store/shifts';
import { changeRoster } from './change-roster';
import type { SavedShifts } from './save-shifts';
import { loadRosterAgents } from '../store/roster-agents';

export interface CopyShiftsInput extends CommandInput, TypedSpan {
  /** The first date of the copy. */
  readonly into?: string | null | undefined;
  /** Whether the shifts that stand there go; else they stay beside the copies. */
  readonly replace?: boolean | null | undefined;
}

/** Copies answered that are not made, because their agents no longer answer buyers. */
export interface CopiedShifts extends SavedShifts {
  readonly leftOut: number;
}

/** Repeats the shifts of some dates from another date on, such as a week in the next one. */
export const copyShifts = (deps: Deps, command: Command<CopyShiftsInput>): Promise<CopiedShifts> =>
  inKnownShop(deps, command, async (place) => {
    const { tx, shopId } = place;
    const { into, replace } = command.input;
    const span = granted(parseSpan(command.input, ''));
    if (!isTypedDate(into))
      throw granted(refuse('INVALID_RANGE', 'This is no date.', { field: 'into', expected: 'a date such as 2026-03-02' }));
    const days = (Date.parse(into) - Date.parse(span.from)) / 86_400_000;
    const original = await shiftsBetween(tx, shopId, span.from, span.to);
    const before = replace ? await shiftsBetween(tx, shopId, into, dateAfter(into, daysOf(span) - 1)) : [];
    const accounts = await loadRosterAgents(tx, shopId);
    const copied = original.filter(({ agentId }) => accounts.get(agentId)?.works);
    const saved = copied.map((shift) => ({
      shift: { ...shift, id: deps.newId(), date: dateAfter(shift.date, days) },
      fieldOf: () => 'into',
    }));
    const revision = await changeRoster(deps, command, place, { saved, removed: before.map(({ id }) => id), before });
    return { shifts: saved.map(({ shift }) => shift), revision, away: [], leftOut: original.length - copied.length };
  });
