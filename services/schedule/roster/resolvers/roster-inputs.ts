import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import { nameInput, numberInput } from '../../hours/resolvers/hours-inputs';
import { daysOfWeek } from '../../hours/domain/windows';

/** Times and dates are looked at by the domain, which names what is wrong with them. */
export const typed = z.string().nullish();
export const span = { from: typed, to: typed };
export const inShop = { shopId: idInput, commandId: commandIdInput };
export const note = visibleText(200).nullish();
const most = 500;
export const agentsInput = z
  .array(idInput)
  .min(1, '1 to 200 agents')
  .max(200, '1 to 200 agents')
  .refine((ids) => new Set(ids).size === ids.length, 'each agent once');
export const someInput = (max: number) => z.number().int().min(1, `1 to ${max}`).max(max, `1 to ${max}`);

const shift = z.object({
  id: idInput.nullish(),
  agentId: idInput,
  date: typed,
  start: typed,
  end: typed,
  groupId: idInput.nullish(),
  note,
});

export const saveShiftsInput = z.object({
  ...inShop,
  shifts: z.array(shift).max(most, `at most ${most} shifts`).nullish(),
  remove: z.array(idInput).max(most, `at most ${most} shifts`).nullish(),
  expectedRevision: numberInput.nullish(),
});

export const copyShiftsInput = z.object({ ...inShop, ...span, into: typed, replace: z.boolean().nullish() });
export const swapShiftsInput = z.object({ ...inShop, shiftId: idInput, withShiftId: idInput });

export const saveTemplateInput = z.object({
  ...inShop,
  templateId: idInput.nullish(),
  name: nameInput,
  shifts: z
    .array(z.object({ start: typed, end: typed, agents: someInput(100) }))
    .min(1, '1 to 24 shifts')
    .max(24, '1 to 24 shifts'),
});
export const removeTemplateInput = z.object({ ...inShop, templateId: idInput });
const rating = z.number().min(0, '0 to 1').max(1, '0 to 1');
export const applyTemplateInput = z.object({
  ...inShop,
  ...span,
  templateId: idInput.nullish(),
  agentIds: agentsInput,
  ratings: z
    .array(z.object({ agentId: idInput, rating }))
    .max(200, 'at most 200 ratings')
    .nullish(),
});

const needed = z.number().int().min(0, '0 to 1000').max(1_000, '0 to 1000');

export const requiredInput = z.object({
  ...inShop,
  required: z
    .array(z.object({ day: z.enum(daysOfWeek), start: typed, end: typed, agents: needed }))
    .max(336, 'at most 336 stretches')
    .nullable(),
});
