import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { idInput } from '#libs/platform/graphql/parse-input';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { agentsInput, inShop, note, someInput, span } from '../../roster/resolvers/roster-inputs';
import { planRestDays, removeLeave, saveLeave } from '../app/leaves';
import { readLeaves } from '../app/read-leaves';

const saveLeaveInput = z.object({ ...inShop, ...span, leaveId: idInput.nullish(), agentId: idInput, note });
const removeLeaveInput = z.object({ ...inShop, leaveId: idInput });
const restDaysInput = z.object({ ...inShop, ...span, agentIds: agentsInput, perDay: someInput(100) });

/** Who is away. */
export const leaveResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    saveLeave: command('saveLeave', saveLeaveInput, async (asked) => ({ shop: { id: asked.shopId }, ...(await saveLeave(deps, asked)) })),
    removeLeave: command('removeLeave', removeLeaveInput, async (asked) => {
      await removeLeave(deps, asked);
      return { shop: { id: asked.shopId } };
    }),
    planRestDays: command('planRestDays', restDaysInput, async (asked) => {
      const { leaves, left } = await planRestDays(deps, asked);
      return { shop: { id: asked.shopId }, leaves, left: left.map((id) => ({ id })) };
    }),
  },
  Shop: { leaves: ({ id }, { from, to }) => readLeaves(deps, id, { from, to }) },
  Leave: { agent: ({ agentId }) => ({ id: agentId }) },
});
