import type { Caller } from '#libs/platform/access/caller';
import { command } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { pageOf } from '../../hours/resolvers/page-input';
import { assignTask, managesTasks, tickTask } from '../app/change-task';
import { readTasks } from '../app/read-tasks';
import { reportMissing } from '../app/report-missing';
import type { TaskFilter } from '../store/list-tasks';
import { readTaskCursor } from './task-cursor';
import { taskFields } from './task-fields';
import { assignTaskInput, reportInput, taskArguments, tickTaskInput } from './task-inputs';

/** The tasks that come from the plans of promotions, and from reports. */
export const taskResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    assignPromotionTask: command('assignPromotionTask', assignTaskInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await assignTask(deps, asked)),
    })),
    tickPromotionTask: command('tickPromotionTask', tickTaskInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await tickTask(deps, asked)),
    })),
    reportOutOfStock: command('reportOutOfStock', reportInput, async (asked) => {
      const { task, newTasks } = await reportMissing(deps, asked);
      return { shop: { id: asked.shopId }, task, newTasks: [...newTasks] };
    }),
  },
  Shop: {
    promotionTasks: ({ id }, { first, after, ...args }, { caller }) =>
      readTasks(deps, id, { first: pageOf(first), after: readTaskCursor(after), filter: filterOf(args, caller) }),
  },
  ...taskFields,
});

/** Whoever does not manage the tasks sees its own. */
function filterOf(args: object, caller: Caller): TaskFilter {
  const { mine, accountId = null, promotionId = null, kinds = null, states = null } = parseInput(taskArguments, args).filter ?? {};
  const isOwn = mine === true || !managesTasks(caller);
  // A caller without an account has no tasks: an id that nobody has finds none.
  return { promotionId, kinds, states, assigneeId: isOwn ? (caller.account ?? noAccount) : accountId };
}

const noAccount = '00000000-0000-0000-0000-000000000000';
