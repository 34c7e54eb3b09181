import { isFull, type Agent, type Presence } from './agent';

/** An agent as commands and queries answer it; also the stored result of a command, so instants are text. */
export interface AgentView {
  readonly id: string;
  readonly presence: Presence;
  readonly presenceSince: string | null;
  readonly load: number;
  readonly held: number;
  readonly maxCapacity: number | null;
  readonly autoSuspended: boolean;
  readonly assignedToday: number;
  /** Occupied slots by channel, by its name; absent in answers that an earlier build has stored. */
  readonly channelLoads?: { readonly channel: string; readonly load: number }[];
}

/** Every field of it that each answer has, but the id. */
export const agentViewFields = ['presence', 'presenceSince', 'load', 'held', 'maxCapacity', 'autoSuspended', 'assignedToday'] as const;

type Viewed = Pick<Agent, 'id' | 'channelLoad' | Exclude<(typeof agentViewFields)[number], 'autoSuspended'>>;

export const agentView = (agent: Viewed): AgentView => ({
  id: agent.id,
  presence: agent.presence,
  presenceSince: agent.presenceSince?.toISOString() ?? null,
  load: agent.load,
  held: agent.held,
  maxCapacity: agent.maxCapacity,
  autoSuspended: isFull(agent),
  assignedToday: agent.assignedToday,
  channelLoads: Object.entries(agent.channelLoad ?? {})
    .map(([channel, load]) => ({ channel, load }))
    .sort((a, b) => (a.channel < b.channel ? -1 : 1)),
});
