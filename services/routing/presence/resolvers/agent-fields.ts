import { accountNotFound } from '#libs/platform/errors';
import type { AgentResolvers } from '../../generated/resolver-types';
import type { Extra } from '../../request-extra';
import { agentViewFields, type AgentView } from '../domain/agent-view';
import type { AgentParent } from './parents';

/** The agent's view: at hand, or looked up with all others of the request. */
async function viewOf(parent: AgentParent, { agents }: Extra): Promise<AgentView> {
  if ('presence' in parent) return parent;
  const view = await agents.load(parent.id);
  if (view === null) throw accountNotFound('id', { retryable: true });
  return view;
}

const field =
  <K extends keyof AgentView>(name: K) =>
  async (parent: AgentParent, _args: unknown, { extra }: { readonly extra: Extra }): Promise<AgentView[K]> =>
    (await viewOf(parent, extra))[name];

const viewFields = Object.fromEntries(agentViewFields.map((name) => [name, field(name)])) as {
  [K in (typeof agentViewFields)[number]]: ReturnType<typeof field<K>>;
};

export const agentFields: AgentResolvers = {
  __resolveReference: ({ id }, { extra }) => extra.agents.load(id),
  id: ({ id }) => id,
  ...viewFields,
  channelLoads: async (parent, _args, { extra }) => (await viewOf(parent, extra)).channelLoads ?? [],
  saturation: async (parent, _args, { extra }) => {
    const { load, maxCapacity } = await viewOf(parent, extra);
    return maxCapacity === null ? null : load / maxCapacity;
  },
  lastHeartbeatAt: async ({ id }, _args, { extra }) => (await extra.heartbeats.load(id))?.lastHeartbeatAt?.toISOString() ?? null,
  heartbeatDevice: async ({ id }, _args, { extra }) => (await extra.heartbeats.load(id))?.device ?? null,
  isStale: async ({ id }, _args, { extra }) => (await extra.heartbeats.load(id))?.isStale ?? false,
  account: ({ id }) => ({ id }),
};
