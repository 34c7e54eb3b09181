import { audit } from '#libs/platform/audit/audit';
import { accountNotFound, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { datesOf } from '../../roster/domain/dates';
import type { Leave } from '../domain/leave';
import { leaveNotFound } from '../../roster/domain/refusals';
import { restRotation, type RestPlan } from '../domain/rest-rotation';
import type { Shift } from '../../roster/domain/shift';
import { loadLeave, removeLeaveRow, saveLeaves } from '../store/leaves';
import { loadRosterHead, saveRosterHead } from '../../roster/store/rosters';
import { shiftsBetween } from '../../roster/store/shifts';
import { tellDates } from '../../roster/app/change-roster';
import { loadRosterAgents } from '../../roster/store/roster-agents';

export interface SaveLeaveInput extends CommandInput, TypedSpan {
  readonly leaveId?: string | null | undefined;
  readonly agentId: string;
  readonly note?: string | null | undefined;
}

export interface SavedLeave {
  readonly leave: Leave;
  /** The agent's shifts on those dates: they cover nothing any more and want somebody else. */
  readonly shifts: Shift[];
}

/** Keeps an agent away on some dates. */
export const saveLeave = (deps: Deps, command: Command<SaveLeaveInput>): Promise<SavedLeave> =>
  inKnownShop(deps, command, async (place) => {
    const { leaveId, agentId, note } = command.input;
    const before = leaveId ? await leaveWith(place, leaveId) : null;
    await checkAgents(place, [{ agentId, field: 'agentId' }]);
    const leave = { id: leaveId ?? deps.newId(), agentId, ...granted(parseSpan(command.input, '')), note: note ?? null };
    saveLeaves(place.tx, place.shopId, [leave]);
    await changed(deps, command, place, { id: leave.id, before, after: leave, leaves: before ? [before, leave] : [leave] });
    const shifts = await shiftsBetween(place.tx, place.shopId, leave.from, leave.to);
    return { leave, shifts: shifts.filter((shift) => shift.agentId === agentId) };
  });

/** The agent works again on those dates: its shifts there are as they were. */
export const removeLeave = (deps: Deps, command: Command<CommandInput & { readonly leaveId: string }>): Promise<boolean> =>
  inKnownShop(deps, command, async (place) => {
    const { leaveId } = command.input;
    const before = await leaveWith(place, leaveId);
    removeLeaveRow(place.tx, place.shopId, leaveId);
    await changed(deps, command, place, { id: leaveId, before, after: null, leaves: [before] });
    return true;
  });

export interface RestDaysInput extends CommandInput, TypedSpan {
  readonly agentIds: readonly string[];
  readonly perDay: number;
}

/** Gives each agent a day off within some dates; those for whom there is none are named (STF-19). */
export const planRestDays = (deps: Deps, command: Command<RestDaysInput>): Promise<RestPlan & { readonly leaves: Leave[] }> =>
  inKnownShop(deps, command, async (place) => {
    const { agentIds, perDay } = command.input;
    await checkAgents(
      place,
      agentIds.map((agentId, index) => ({ agentId, field: `agentIds.${index}` })),
    );
    const plan = restRotation(agentIds, granted(parseSpan(command.input, '')), perDay);
    const leaves = plan.days.map(({ agentId, date }) => ({ id: deps.newId(), agentId, from: date, to: date, note: null }));
    saveLeaves(place.tx, place.shopId, leaves);
    await changed(deps, command, place, { id: place.shopId, before: null, after: { agents: leaves.length }, leaves });
    return { ...plan, leaves };
  });

async function leaveWith({ tx, shopId }: InShop, id: string): Promise<Leave> {
  const found = await loadLeave(tx, shopId, id);
  if (!found) throw leaveNotFound();
  return found;
}

async function checkAgents({ tx, shopId }: InShop, named: readonly { readonly agentId: string; readonly field: string }[]): Promise<void> {
  const accounts = await loadRosterAgents(tx, shopId);
  for (const { agentId, field } of named) if (!accounts.has(agentId)) throw accountNotFound(field, { retryable: true });
}

interface LeaveChange {
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
  readonly leaves: readonly Leave[];
}

async function changed(
  deps: Deps,
  command: Command<CommandInput>,
  place: InShop,
  { id, before, after, leaves }: LeaveChange,
): Promise<void> {
  const { tx, shopId, now } = place;
  const head = await loadRosterHead(tx, shopId);
  const revision = head.revision + 1;
  saveRosterHead(tx, shopId, { ...head, revision }, now);
  audit(tx, command, { at: now, on: { kind: 'LEAVE', id }, before, after });
  const about = [...new Set(leaves.flatMap(datesOf))].sort();
  const planned = new Set((await shiftsBetween(tx, shopId, about[0]!, about.at(-1)!)).map(({ date }) => date));
  await tellDates(deps, command, place, { dates: about.filter((date) => planned.has(date)), revision });
}
