import { lowerCeiling, type Agent } from './agent';
import type { Draft } from '../../flight/domain/shop-change';
import { reposition } from './free-agents';
import type { Assignment, ReleaseReason, Standing } from '../../queue/domain/session-placement';

/** Gives the session to the agent: one slot more, one session more today. A load beyond the capacity is counted apart (INV-2). */
export function occupy(draft: Draft, standing: Standing, agent: Agent, given: Pick<Assignment, 'cause' | 'over'>): void {
  const { state, now } = draft;
  reposition(state.free, agent, () => {
    agent.load += 1;
    if (given.over !== null) agent.overLoad += 1;
    agent.assignedToday += 1;
    agent.lastAssignedAt = now;
    agent.lastNo = state.assignmentNo += 1;
  });
  draft.agents.add(agent);
  standing.assignment = {
    sessionId: standing.sessionId,
    agentId: agent.id,
    revision: standing.revision,
    ...given,
    assignedAt: now,
    heldAt: null,
    releasedAt: null,
    releaseReason: null,
  };
}

/** The agent ended the session: the slot stays occupied, now held (SES-7). */
export function hold(draft: Draft, standing: Standing, live: Assignment, at: Date): void {
  if (live.heldAt !== null) return;
  const agent = agentOf(draft, live);
  agent.held += 1;
  draft.agents.add(agent);
  standing.assignment = { ...live, heldAt: at };
}

/** Frees the session's slot; a ceiling above the capacity follows the load down. */
export function release(draft: Draft, standing: Standing, live: Assignment, at: Date, reason: ReleaseReason): void {
  const agent = agentOf(draft, live);
  reposition(draft.state.free, agent, () => {
    agent.load -= 1;
    if (live.over !== null) agent.overLoad -= 1;
    if (live.heldAt !== null) agent.held -= 1;
    lowerCeiling(agent);
  });
  draft.agents.add(agent);
  standing.assignment = { ...live, releasedAt: at, releaseReason: reason };
}

/** The session's assignment if its slot is still occupied. */
export const liveAssignment = (standing: Standing): Assignment | null =>
  standing.assignment !== null && standing.assignment.releasedAt === null ? standing.assignment : null;

function agentOf(draft: Draft, assignment: Assignment): Agent {
  const agent = draft.state.agents.get(assignment.agentId);
  if (!agent) throw new Error(`Session ${assignment.sessionId} is with an agent the shop does not have`);
  return agent;
}
