import { command } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { MutationResolvers, ShopResolvers } from '../../generated/resolver-types';
import { capacityInput, commandCapacity, commandPresence, presenceInput, type AgentDeps } from '../app/agent-commands';
import { commandHeartbeat, heartbeatInput } from '../app/heartbeat-command';
import { shopSaturation } from '../domain/shop-saturation';
import { readShopAgents } from '../store/read-agents';

export const presenceMutations = (
  deps: AgentDeps & Pick<Deps, 'db'>,
): Pick<MutationResolvers, 'setPresence' | 'setCapacity' | 'heartbeat'> => ({
  setPresence: command('setPresence', presenceInput, (asked) => commandPresence(deps, asked)),
  setCapacity: command('setCapacity', capacityInput, (asked) => commandCapacity(deps, asked)),
  heartbeat: command('heartbeat', heartbeatInput, (asked) => commandHeartbeat(deps, asked)),
});

/** Every account of the caller's own shop that receives buyers. */
export const shopAgents =
  ({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>): NonNullable<ShopResolvers['agents']> =>
  async ({ id }, _args, { caller, extra }) => {
    if (caller.shop !== id) return null;
    const views = await readShopAgents(readDb, id, clock.now());
    for (const view of views) extra.agents.prime(view.id, view);
    return views;
  };

/** How full the caller's own shop is (MET-23). */
export const saturation =
  ({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>): NonNullable<ShopResolvers['saturation']> =>
  async ({ id }, _args, { caller }) =>
    caller.shop === id ? shopSaturation(await readShopAgents(readDb, id, clock.now())) : null;
