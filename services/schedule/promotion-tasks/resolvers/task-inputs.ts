import { z } from 'zod';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey } from '#libs/platform/graphql/text-input';
import { words } from '../../hours/resolvers/hours-inputs';
import { taskStates } from '../domain/task';
import { taskKindNames } from '../domain/task-kinds';

const common = { shopId: idInput, commandId: commandIdInput, taskId: idInput };
const cases = z.number().int('0 to 2000000000').min(0, '0 to 2000000000').max(2_000_000_000, '0 to 2000000000');

export const assignTaskInput = z.object({
  ...common,
  accountId: orNull(idInput),
});

export const tickTaskInput = z.object({
  ...common,
  ticked: z.boolean().optional(),
  note: words(500).nullish(),
  doneCases: cases.optional(),
  allCases: cases.optional(),
});

const mostReported = 200;

export const reportInput = z.object({
  ...common,
  accountId: idInput.nullish(),
  orders: z
    .array(z.object({ order: foreignKey(100), restockOn: z.string().nullish() }))
    .max(mostReported, `at most ${mostReported} orders`),
});

export const taskArguments = z.object({
  filter: z
    .object({
      mine: z.boolean().nullish(),
      accountId: idInput.nullish(),
      promotionId: idInput.nullish(),
      kinds: z.array(z.enum(taskKindNames)).nullish(),
      states: z.array(z.enum(taskStates)).nullish(),
    })
    .nullish(),
});
