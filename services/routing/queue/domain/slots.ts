import type { ShopChange } from '../../flight/domain/shop-change';
import { lowerCeiling, type Agent } from '../../presence/domain/agent';
import { countAssignment } from '../../presence/domain/assignment-rate';
import { rerank } from '../../presence/domain/roster';
import type { Assignment, ReleaseReason, SessionPlacement } from './session-placement';
import type { SessionFacts } from './waiting-entry';

/** Gives the session to the agent: one slot more, one session more today. A load beyond the capacity is counted apart (INV-2). */
export function occupy(
  change: ShopChange,
  placement: SessionPlacement,
  agent: Agent,
  given: Pick<Assignment, 'over' | 'openedAt' | 'facts'>,
): void {
  const { state, now } = change;
  rerank(state.roster, agent, () => {
    agent.load += 1;
    countChannel(agent, given.facts, 1);
    if (given.over !== null) agent.overLoad += 1;
    agent.assignedToday += 1;
    agent.lastNo = state.assignmentNo += 1;
    countAssignment(state, agent, now);
  });
  change.agents.add(agent);
  const { sessionId, revision } = placement;
  const open = { heldAt: null, releasedAt: null, releaseReason: null };
  const { assignment, stored } = placement;
  if (assignment !== null && assignment !== stored.assignment) placement.replaced.push(assignment);
  placement.assignment = { sessionId, revision, agentId: agent.id, assignedAt: now, ...given, ...open };
}

/** The agent ended the session: the slot stays occupied, now held (SES-7). */
export function hold(change: ShopChange, placement: SessionPlacement, live: Assignment, at: Date): void {
  if (live.heldAt !== null) return;
  const agent = holderOf(change, live);
  agent.held += 1;
  change.agents.add(agent);
  placement.assignment = { ...live, heldAt: at };
}

/** Frees the session's slot; a ceiling above the capacity follows the load down. */
export function release(change: ShopChange, placement: SessionPlacement, live: Assignment, at: Date, reason: ReleaseReason): void {
  const agent = holderOf(change, live);
  rerank(change.state.roster, agent, () => {
    agent.load -= 1;
    countChannel(agent, live.facts, -1);
    if (live.over !== null) agent.overLoad -= 1;
    if (live.heldAt !== null) agent.held -= 1;
    lowerCeiling(agent);
  });
  change.agents.add(agent);
  placement.assignment = { ...live, releasedAt: at, releaseReason: reason };
}

/** One slot more, or less, of the channel by which a session came. */
function countChannel(agent: Agent, facts: SessionFacts | null, slots: number): void {
  const channel = facts?.channel ?? '';
  const { [channel]: before = 0, ...others } = agent.channelLoad ?? {};
  const load = Math.max(0, before + slots);
  agent.channelLoad = load === 0 ? others : { ...others, [channel]: load };
}

function holderOf({ state }: ShopChange, assignment: Assignment): Agent {
  const agent = state.agents.get(assignment.agentId);
  if (!agent) throw new Error(`Session ${assignment.sessionId} is with an agent the shop does not have`);
  return agent;
}
