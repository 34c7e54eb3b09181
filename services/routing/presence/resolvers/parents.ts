import type { AgentView } from '../domain/agent-view';

/** An entity known by its id only; its fields look up what they need. */
export interface Named {
  readonly id: string;
}

/** An agent: named, or with its view at hand. */
export type AgentParent = Named | AgentView;
