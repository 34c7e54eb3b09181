import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { daysOf, parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { dateAfter } from '../domain/dates';
import { applyPlan, threeShifts, type PlannedShift, type Unfilled } from '../domain/shift-plan';
import { templateNotFound, tooManyDates } from '../domain/refusals';
import { leavesBetween } from '../../leaves/store/leaves';
import { shiftsBetween } from '../store/shifts';
import { listTemplates } from '../store/shift-templates';
import { changeRoster } from './change-roster';
import type { SavedShifts } from './save-shifts';

export interface ApplyTemplateInput extends CommandInput, TypedSpan {
  /** Absent = the three shifts around the clock (STF-18). */
  readonly templateId?: string | null | undefined;
  readonly agentIds: readonly string[];
}

export interface AppliedTemplate extends SavedShifts {
  readonly unfilled: Unfilled[];
}

/** The most dates that a template is applied to at once. */
export const longestPlan = 62;

/** Fills each date with a template's shifts, the agents taking turns; what nobody can take is listed. */
export const applyTemplate = (deps: Deps, command: Command<ApplyTemplateInput>): Promise<AppliedTemplate> =>
  inKnownShop(deps, command, async (place) => {
    const { tx, shopId, shop } = place;
    const { agentIds } = command.input;
    const span = granted(parseSpan(command.input, ''));
    if (daysOf(span) > longestPlan) throw tooManyDates('to', longestPlan);
    const [from, to] = [dateAfter(span.from, -1), dateAfter(span.to, 1)];
    const [existing, leaves] = [await shiftsBetween(tx, shopId, from, to), await leavesBetween(tx, shopId, from, to)];
    const plan = await planOf(place, command.input.templateId);
    const applied = applyPlan(plan, span, { zone: shop.timeZone, agentIds, existing, leaves });
    const saved = applied.shifts.map((shift) => ({
      shift: { ...shift, id: deps.newId() },
      fieldOf: (part: string | null) => (part === 'date' ? 'from' : `agentIds.${agentIds.indexOf(shift.agentId)}`),
    }));
    const revision = await changeRoster(deps, command, place, { saved, removed: [], before: [] });
    return { shifts: saved.map(({ shift }) => shift), revision, away: [], unfilled: applied.unfilled };
  });

async function planOf({ tx, shopId }: InShop, templateId: string | null | undefined): Promise<readonly PlannedShift[]> {
  if (templateId === null || templateId === undefined) return threeShifts;
  const found = (await listTemplates(tx, shopId)).find(({ id }) => id === templateId);
  if (!found) throw templateNotFound();
  return found.shifts;
}
