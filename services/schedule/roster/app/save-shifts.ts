import { granted, refuse, type Refusal } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { expectRevision } from '../../drafts/domain/expect-revision';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { isAway } from '../../leaves/domain/leave';
import type { NamedShift } from '../domain/change-shifts';
import { parseShift, type TypedShift } from '../domain/parse-shift';
import { shiftNotFound } from '../domain/refusals';
import type { Shift } from '../domain/shift';
import { leavesBetween } from '../../leaves/store/leaves';
import { loadRosterHead } from '../store/rosters';
import { awaitAgents } from './await-agents';
import { changeRoster, shiftsToChange } from './change-roster';

export interface SaveShiftsInput extends CommandInput {
  readonly shifts?: readonly TypedShift[] | null | undefined;
  readonly remove?: readonly string[] | null | undefined;
  readonly expectedRevision?: number | null | undefined;
}

/** What stands after a change of shifts. */
export interface SavedShifts {
  readonly shifts: Shift[];
  readonly revision: number;
  /** Paths of saved shifts whose agents are away on their dates. */
  readonly away: readonly string[];
}

/** Saves new and changed shifts and removes others, all or nothing. */
export async function saveShifts(deps: Deps, command: Command<SaveShiftsInput>): Promise<SavedShifts> {
  await awaitAgents(
    deps,
    command.shopId,
    (command.input.shifts ?? []).map(({ agentId }) => agentId),
  );
  return inKnownShop(deps, command, async (place) => {
    const { shifts = [], remove = [], expectedRevision } = command.input;
    const head = await loadRosterHead(place.tx, place.shopId);
    granted(expectRevision(head.revision, expectedRevision, 'roster'));
    const saved = (shifts ?? []).map((typed, index) => {
      const field = `shifts.${index}`;
      return { shift: granted(parseShift(typed, typed.id ?? deps.newId(), field)), fieldOf: pathIn(field) };
    });
    const named = [...(shifts ?? []).flatMap(({ id }) => id ?? []), ...(remove ?? [])];
    const before = await shiftsToChange(place, named);
    granted(allKnown(before, command.input));
    const revision = await changeRoster(deps, command, place, { saved, removed: remove ?? [], before });
    return { shifts: saved.map(({ shift }) => shift), revision, away: await awayOf(place, saved) };
  });
}

const pathIn =
  (field: string): NamedShift['fieldOf'] =>
  (part) =>
    part === null ? field : `${field}.${part}`;

function allKnown(known: readonly Shift[], { shifts, remove }: SaveShiftsInput): Refusal | true {
  const ids = new Set(known.map(({ id }) => id));
  const named = [
    ...(shifts ?? []).map(({ id }, index) => ({ id, field: `shifts.${index}.id` })),
    ...(remove ?? []).map((id, index) => ({ id, field: `remove.${index}` })),
  ].filter(({ id }) => id !== null && id !== undefined);
  const seen = new Set<unknown>();
  for (const { id, field } of named) {
    if (!ids.has(id!)) throw shiftNotFound(field);
    if (seen.has(id)) return refuse('BAD_USER_INPUT', 'The shift is named twice.', { field, expected: 'each shift once' });
    seen.add(id);
  }
  return true;
}

/** Paths of shifts whose agents are away on their dates. */
export async function awayOf({ tx, shopId }: InShop, saved: readonly NamedShift[]): Promise<readonly string[]> {
  const dates = saved.map(({ shift }) => shift.date).sort();
  if (dates.length === 0) return [];
  const leaves = await leavesBetween(tx, shopId, dates[0]!, dates.at(-1)!);
  return saved.filter(({ shift }) => isAway(leaves, shift.agentId, shift.date)).map(({ fieldOf }) => fieldOf(null));
}
