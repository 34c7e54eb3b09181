import { businessDateAt } from '#libs/calendar/index';
import type { Tx } from '#libs/platform/database/database';
import { granted, refuse, type Refusal } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { daysOf, parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { dateAfter } from '../domain/dates';
import { peaksOf } from '../domain/peak-shifts';
import { applyPlan, threeShifts, type PlannedShift, type Unfilled } from '../domain/shift-plan';
import { templateNotFound, tooManyDates } from '../domain/refusals';
import { leavesBetween } from '../../leaves/store/leaves';
import { shiftsBetween } from '../store/shifts';
import { listTemplates } from '../store/shift-templates';
import { datesOf as historyDates, historyOf } from '../../volume/domain/volume-history';
import { loadDays } from '../../volume/store/volume-days';
import { awaitAgents } from './await-agents';
import { changeRoster } from './change-roster';
import type { SavedShifts } from './save-shifts';

export interface ApplyTemplateInput extends CommandInput, TypedSpan {
  /** Absent = the three shifts around the clock (STF-18). */
  readonly templateId?: string | null | undefined;
  readonly agentIds: readonly string[];
  /** How well agents convert; who is not named counts as 0. */
  readonly ratings?: readonly { readonly agentId: string; readonly rating: number }[] | null | undefined;
}

export interface AppliedTemplate extends SavedShifts {
  readonly unfilled: Unfilled[];
}

/** The most dates that a template is applied to at once. */
export const longestPlan = 62;

/** Fills each date with a template's shifts, the agents taking turns; what nobody can take is listed. */
export async function applyTemplate(deps: Deps, command: Command<ApplyTemplateInput>): Promise<AppliedTemplate> {
  await awaitAgents(deps, command.shopId, command.input.agentIds);
  return inKnownShop(deps, command, async (place) => {
    const { tx, shopId, shop } = place;
    const { agentIds } = command.input;
    const span = granted(parseSpan(command.input, ''));
    if (daysOf(span) > longestPlan) throw tooManyDates('to', longestPlan);
    const [from, to] = [dateAfter(span.from, -1), dateAfter(span.to, 1)];
    const [existing, leaves] = [await shiftsBetween(tx, shopId, from, to), await leavesBetween(tx, shopId, from, to)];
    const plan = await planOf(tx, shopId, command.input.templateId);
    granted(notTooMany(plan, daysOf(span)));
    const strengths = await strengthsOf(place, command.input.ratings);
    const applied = applyPlan(plan, span, { zone: shop.timeZone, agentIds, existing, leaves, strengths });
    const saved = applied.shifts.map((shift) => ({
      shift: { ...shift, id: deps.newId() },
      fieldOf: (part: string | null) => (part === 'date' ? 'from' : `agentIds.${agentIds.indexOf(shift.agentId)}`),
    }));
    const revision = await changeRoster(deps, command, place, { saved, removed: [], before: [] });
    return { shifts: saved.map(({ shift }) => shift), revision, away: [], unfilled: applied.unfilled };
  });
}

/** The most shifts that are planned at once. */
const mostShifts = 5_000;

function notTooMany(plan: readonly PlannedShift[], days: number): Refusal | true {
  const count = days * plan.reduce((sum, { agents }) => sum + agents, 0);
  if (count <= mostShifts) return true;
  return refuse('INVALID_RANGE', 'These are too many shifts at once.', {
    field: 'to',
    expected: `dates with at most ${mostShifts} shifts`,
  });
}

/** The weeks by which the peaks of a shop are known. */
const peakWeeks = 4;

/** The ratings together with the shop's peaks (STF-12). */
async function strengthsOf({ tx, shopId, shop, now }: InShop, ratings: ApplyTemplateInput['ratings']) {
  if (!ratings || ratings.length === 0) return undefined;
  const today = businessDateAt(now, shop.timeZone);
  const days = await loadDays(tx, shopId, historyDates(today, peakWeeks));
  return {
    ratings: new Map(ratings.map(({ agentId, rating }) => [agentId, rating])),
    peakOf: peaksOf(historyOf(days, today, peakWeeks)),
  };
}

/** A template's shifts; the three around the clock where none is named. */
export async function planOf(tx: Tx, shopId: string, templateId: string | null | undefined): Promise<readonly PlannedShift[]> {
  if (templateId === null || templateId === undefined) return threeShifts;
  const found = (await listTemplates(tx, shopId)).find(({ id }) => id === templateId);
  if (!found) throw templateNotFound();
  return found.shifts;
}
