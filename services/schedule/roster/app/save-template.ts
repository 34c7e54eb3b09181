import { parseEnd, parseTime } from '#libs/calendar/index';
import { audit } from '#libs/platform/audit/audit';
import { granted, refuse, type Refusal } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { noTimeOfShift, templateNotFound } from '../domain/refusals';
import type { PlannedShift } from '../domain/shift-plan';
import type { ShiftTemplate } from '../store/roster-tables';
import { listTemplates, removeTemplate, saveTemplate } from '../store/shift-templates';

interface TypedPlan {
  readonly start?: string | null | undefined;
  readonly end?: string | null | undefined;
  readonly agents: number;
}

export interface SaveTemplateInput extends CommandInput {
  readonly templateId?: string | null | undefined;
  readonly name: string;
  readonly shifts: readonly TypedPlan[];
}

/** The most templates of a shop. */
const mostTemplates = 50;

/** Saves a new template, or one anew. */
export const saveShiftTemplate = (deps: Deps, command: Command<SaveTemplateInput>): Promise<ShiftTemplate> =>
  inKnownShop(deps, command, async ({ tx, shopId, now }) => {
    const { templateId, name, shifts } = command.input;
    const known = await listTemplates(tx, shopId);
    const before = known.find(({ id }) => id === templateId) ?? null;
    if (templateId && !before) throw templateNotFound();
    if (!before && known.length >= mostTemplates)
      granted(
        refuse('BAD_USER_INPUT', 'The shop has too many templates.', {
          field: 'templateId',
          expected: `at most ${mostTemplates} templates`,
        }),
      );
    const template = { id: before?.id ?? deps.newId(), name, shifts: shifts.map((typed, index) => granted(parsePlan(typed, index))) };
    saveTemplate(tx, shopId, template);
    audit(tx, command, { at: now, on: { kind: 'SHIFT_TEMPLATE', id: template.id }, before, after: template });
    return template;
  });

/** Takes a template away; shifts that came from it stay. */
export const removeShiftTemplate = (deps: Deps, command: Command<CommandInput & { readonly templateId: string }>): Promise<boolean> =>
  inKnownShop(deps, command, async ({ tx, shopId, now }) => {
    const { templateId } = command.input;
    const before = (await listTemplates(tx, shopId)).find(({ id }) => id === templateId);
    if (!before) throw templateNotFound();
    removeTemplate(tx, shopId, templateId);
    audit(tx, command, { at: now, on: { kind: 'SHIFT_TEMPLATE', id: templateId }, before, after: null });
    return true;
  });

function parsePlan({ start, end, agents }: TypedPlan, index: number): PlannedShift | Refusal {
  const [from, to] = [parseTime(start ?? ''), parseEnd(end ?? '')];
  if (from === undefined) return noTimeOfShift(`shifts.${index}.start`, 'HH:mm from 00:00 to 23:59');
  if (to === undefined) return noTimeOfShift(`shifts.${index}.end`, 'HH:mm from 00:00 to 24:00');
  return from === to ? noTimeOfShift(`shifts.${index}.end`, 'an end that differs from the start') : { start: from, end: to, agents };
}
