import type { ShopChange } from '../../flight/domain/shop-change';
import { lowerCeiling, type Agent } from '../../presence/domain/agent';
import { countAssignment } from '../../presence/domain/assignment-rate';
import { rerank } from '../../presence/domain/roster';
import { slotsTaken } from './pool-terms';
import { isOffered, slotsOf, type Assignment, type Offered, type ReleaseReason, type SessionPlacement } from './session-placement';
import type { SessionFacts } from './waiting-entry';

/** Gives the session to the agent, or offers it: its slots more, one session more today. A load beyond the capacity is counted apart (INV-2). */
export function occupy(
  change: ShopChange,
  placement: SessionPlacement,
  agent: Agent,
  given: Pick<Assignment, 'over' | 'openedAt' | 'facts' | 'offer'>,
): void {
  const { state, now } = change;
  const slots = slotsTaken(agent, given.facts, state.rules);
  rerank(state.roster, agent, () => {
    agent.load += slots;
    countChannel(agent, given.facts, slots);
    if (given.over !== null) agent.overLoad += slots;
    agent.assignedToday += 1;
    agent.lastNo = state.assignmentNo += 1;
    countAssignment(state, agent, now);
  });
  change.agents.add(agent);
  const { sessionId, revision } = placement;
  const assignment = { sessionId, revision, agentId: agent.id, assignedAt: now, slots, ...given, ...open };
  follow(placement, assignment);
  if (isOffered(assignment)) state.offers.set(sessionId, assignment);
}

const open = { heldAt: null, releasedAt: null, releaseReason: null } as const;

/** The agent has what it was offered: the slot is its own already. */
export function takeUp({ state, now }: ShopChange, placement: SessionPlacement, offered: Offered): void {
  const { sessionId, revision } = placement;
  placement.assignment = { ...offered, releasedAt: now, releaseReason: 'ACCEPTED' };
  follow(placement, { ...offered, ...open, revision, assignedAt: now, offer: null });
  state.offers.delete(sessionId);
}

/** What is written of the assignment before, where it has changed in this flight, is not lost. */
function follow(placement: SessionPlacement, next: Assignment): void {
  const { assignment, stored } = placement;
  if (assignment !== null && assignment !== stored.assignment) placement.replaced.push(assignment);
  placement.assignment = next;
}

/** The agent ended the session: the slot stays occupied, now held (SES-7). */
export function hold(change: ShopChange, placement: SessionPlacement, live: Assignment, at: Date): void {
  if (live.heldAt !== null) return;
  const agent = holderOf(change, live);
  agent.held += slotsOf(live);
  change.agents.add(agent);
  placement.assignment = { ...live, heldAt: at };
}

/** Frees the session's slots; a ceiling above the capacity follows the load down. */
export function release(change: ShopChange, placement: SessionPlacement, live: Assignment, at: Date, reason: ReleaseReason): void {
  const { state } = change;
  const agent = holderOf(change, live);
  change.freed.add(agent);
  const slots = slotsOf(live);
  rerank(state.roster, agent, () => {
    agent.load -= slots;
    countChannel(agent, live.facts, -slots);
    if (isOffered(live)) neverHad(change, agent, live);
    if (live.over !== null) agent.overLoad -= slots;
    if (live.heldAt !== null) agent.held -= slots;
    lowerCeiling(agent);
  });
  change.agents.add(agent);
  state.offers.delete(live.sessionId);
  placement.assignment = { ...live, releasedAt: at, releaseReason: reason };
}

/** More slots, or fewer, of the channel by which a session came. */
function countChannel(agent: Agent, facts: SessionFacts | null, slots: number): void {
  const channel = facts?.channel ?? '';
  const { [channel]: before = 0, ...others } = agent.channelLoad ?? {};
  const load = Math.max(0, before + slots);
  agent.channelLoad = load === 0 ? others : { ...others, [channel]: load };
}

/** What was only offered is no assignment of today (RES-87); the turn is used up all the same, or the next offer would go to the same agent (RTE-5). */
function neverHad({ state }: ShopChange, agent: Agent, { assignedAt }: Offered): void {
  if (state.day === null || assignedAt < state.day.from) return;
  agent.assignedToday -= 1;
  agent.joinOffset += 1;
}

function holderOf({ state }: ShopChange, assignment: Assignment): Agent {
  const agent = state.agents.get(assignment.agentId);
  if (!agent) throw new Error(`Session ${assignment.sessionId} is with an agent the shop does not have`);
  return agent;
}
