import { command } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type {
  AgentGroupResolvers,
  AgentWeightResolvers,
  ChannelLimitResolvers,
  GroupOverflowResolvers,
  ListedAgentResolvers,
  MutationResolvers,
  RoutingSettingsResolvers,
  ShopResolvers,
  SkilledAgentResolvers,
} from '../../generated/resolver-types';
import { commandCrowds, commandGroup, commandRemoveGroup, commandSettings, type RulesDeps } from '../app/rules-commands';
import { crowdsInput, groupInput, removeGroupInput, settingsInput } from '../app/rules-input';
import { readRulesView } from '../store/read-rules-view';

export const rulesMutations = (
  deps: RulesDeps,
): Pick<MutationResolvers, 'saveRoutingSettings' | 'saveAgentGroup' | 'removeAgentGroup' | 'savePriorityCrowds'> => ({
  saveRoutingSettings: command('saveRoutingSettings', settingsInput, (asked) => commandSettings(deps, asked)),
  saveAgentGroup: command('saveAgentGroup', groupInput, (asked) => commandGroup(deps, asked)),
  removeAgentGroup: command('removeAgentGroup', removeGroupInput, (asked) => commandRemoveGroup(deps, asked)),
  savePriorityCrowds: command('savePriorityCrowds', crowdsInput, (asked) => commandCrowds(deps, asked)),
});

/** The caller's own shop's; `limited`: features that only shops on their list have. */
export const shopRules = (
  { readDb, clock }: Pick<Deps, 'readDb' | 'clock'>,
  limited: readonly string[],
): Pick<ShopResolvers, 'routingSettings' | 'groups'> => {
  const read = async (id: string, own: string | null) => (own === id ? readRulesView(readDb, id, clock.now(), limited) : null);
  return {
    routingSettings: ({ id }, _args, { caller }) => read(id, caller.shop),
    groups: async ({ id }, _args, { caller }) => (await read(id, caller.shop))?.groups ?? null,
  };
};

/** A stored answer of an earlier build has none. */
export const routingSettings: RoutingSettingsResolvers = { effects: ({ effects }) => effects ?? [] };

export const agentWeight: AgentWeightResolvers = { agent: ({ agentId }) => ({ id: agentId }) };

export const skilledAgent: SkilledAgentResolvers = { agent: ({ agentId }) => ({ id: agentId }) };

export const channelLimit: ChannelLimitResolvers = { agent: ({ agentId }) => (agentId === null ? null : { id: agentId }) };

export const listedAgent: ListedAgentResolvers = { account: ({ accountId }) => ({ id: accountId }) };

export const agentGroup: AgentGroupResolvers = {
  __resolveReference: ({ id }, { extra }) => extra.groups.load(id),
  members: ({ members }) => members.map((id) => ({ id })),
  crowdIds: ({ crowds }) => crowds,
  overflow: ({ overflow }) => overflow ?? null,
};

export const groupOverflow: GroupOverflowResolvers = { toGroup: ({ toGroupId }, _args, { extra }) => extra.groups.load(toGroupId) };
