import { z } from 'zod';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import { taskKinds, taskStates } from '../domain/task';

const common = { shopId: idInput, commandId: commandIdInput, taskId: idInput };

export const assignTaskInput = z.object({ ...common, accountId: orNull(idInput) });

export const tickTaskInput = z.object({ ...common, ticked: z.boolean().optional(), note: visibleText(500).nullish() });

export const taskArguments = z.object({
  first: z.number().int().min(1, '1 to 100').max(100, '1 to 100').nullish(),
  filter: z
    .object({
      mine: z.boolean().nullish(),
      accountId: idInput.nullish(),
      kinds: z.array(z.enum(taskKinds)).nullish(),
      states: z.array(z.enum(taskStates)).nullish(),
    })
    .nullish(),
});
