import { refuse, type Refusal } from '#libs/platform/errors';
import type { Settings } from '../../copies/domain/settings';
import type { ByHand } from '../../decision/domain/outcome';
import { agentOf } from '../../flight/domain/shop-state';
import type { ShopChange } from '../../flight/domain/shop-change';
import { isRoutable, isServiceAccount, type Agent } from '../../presence/domain/agent';
import { accept } from '../../offers/domain/accept';
import { takeBack } from '../../offers/domain/end-offer';
import { drain } from '../../queue/domain/drain';
import { joinShop } from '../../queue/domain/join-shop';
import { withPassed } from '../../queue/domain/kept-out';
import { placeSession } from '../../queue/domain/place-session';
import { slotsTaken } from '../../queue/domain/pool-terms';
import { isOffered, type Assignment, type SessionPlacement } from '../../queue/domain/session-placement';
import { release } from '../../queue/domain/slots';
import type { SessionFacts } from '../../queue/domain/waiting-entry';
import { askerOfPlacement, sessionAtHand, type AtHand } from './session-at-hand';

/** Who does it. A manager may move sessions of others; an agent those it has. */
export interface Mover {
  readonly accountId: string | null;
  readonly isManager: boolean;
}

/** Where a session is after a move by hand. */
export interface Moved {
  readonly sessionId: string;
  /** Who had it before; null when it waited. */
  readonly giverId: string | null;
  /** Who has it now; null when it waits. */
  readonly takerId: string | null;
}

const settingsOf = ({ state }: ShopChange): Settings => state.settings!;

/** RTE-39: takes a session that waits, out of turn and whatever one's own limits are. Of two who pull at once the second is told who has it. */
export function pullSession(change: ShopChange, sessionId: string, { accountId }: Mover): Moved | Refusal {
  const found = sessionAtHand(change, sessionId);
  if ('outcome' in found) return found;
  const taker = takerOf(change, accountId, 'sessionId');
  if ('outcome' in taker) return taker;
  if (found.live?.agentId === taker.id) return takes(change, found.placement, found.live);
  if (found.live) return alreadyTaken(found.live);
  return give(change, found, taker, 'RTE-39', { by: accountId, note: null });
}

/** What it has already it has; what it is offered it accepts. */
function takes(change: ShopChange, placement: SessionPlacement, live: Assignment): Moved {
  const { sessionId, agentId } = live;
  if (!isOffered(live)) return { sessionId, giverId: agentId, takerId: agentId };
  accept(change, placement, live);
  return { sessionId, giverId: null, takerId: agentId };
}

/** RTE-26: gives a session that waits to an agent, whatever its limits are. What is on offer to somebody is taken back. */
export function assignSession(change: ShopChange, sessionId: string, agentId: string, { accountId }: Mover): Moved | Refusal {
  const found = sessionAtHand(change, sessionId);
  if ('outcome' in found) return found;
  const taker = takerOf(change, agentId, 'agentId');
  if ('outcome' in taker) return taker;
  if (found.live && !isOffered(found.live)) return alreadyTaken(found.live);
  return give(change, found, taker, 'RTE-26', { by: accountId, note: null });
}

/** RTE-62: gives a session from its agent to another one, in one step: the giver's slot is free, the taker's is occupied. */
export function transferToAgent(
  change: ShopChange,
  sessionId: string,
  agentId: string,
  mover: Mover,
  note: string | null,
): Moved | Refusal {
  const found = heldBy(change, sessionId, mover);
  if ('outcome' in found) return found;
  const taker = takerOf(change, agentId, 'toAgentId');
  if ('outcome' in taker) return taker;
  if (found.live.agentId === taker.id) return sameAgent;
  return give(change, found, taker, 'RTE-62', { by: mover.accountId, note });
}

/** RTE-62: gives a session to a group. Where none of its agents has room it waits for them, and the giver is free all the same. */
export function transferToGroup(
  change: ShopChange,
  sessionId: string,
  groupId: string,
  mover: Mover,
  note: string | null,
): Moved | Refusal {
  const found = heldBy(change, sessionId, mover);
  if ('outcome' in found) return found;
  const group = change.state.rules.groups.find(({ id }) => id === groupId);
  if (!group) return groupNotFound;
  if (!group.members.some((id) => isServing(change, id))) return nobodyServes;
  const giver = found.live.agentId;
  return giveBack(
    change,
    found,
    { groupId, ...(group.members.includes(giver) && { passedBy: [giver] }) },
    { by: mover.accountId, note },
    'TRANSFERRED',
  );
}

/** Gives a session back to routing: to another agent, or to the queue. It does not come back to whoever gave it. */
export function releaseSession(change: ShopChange, sessionId: string, mover: Mover, note: string | null): Moved | Refusal {
  const found = heldBy(change, sessionId, mover);
  if ('outcome' in found) return found;
  const passedBy = withPassed(found.live.facts?.passedBy, found.live.agentId);
  return giveBack(change, found, { passedBy }, { by: mover.accountId, note }, 'RELEASED');
}

function give(change: ShopChange, { placement, live }: AtHand, taker: Agent, rule: string, byHand: ByHand): Moved {
  const asker = askerOfPlacement(placement, change.now);
  const had = live && !isOffered(live) ? live : null;
  if (had) release(change, placement, had, change.now, 'TRANSFERRED');
  else if (live && isOffered(live)) takeBack(change, live, 'WITHDRAWN');
  placeSession(change, settingsOf(change), placement, asker, {
    decide: (_view, { facts }) => ({
      ...{ outcome: 'assigned', agentId: taker.id, cause: 'MANUAL', rule, over: isOver(change, taker, facts) },
      ...{ randomNumber: null, priorityFailed: false },
    }),
    byHand,
    previousAgentId: had?.agentId ?? null,
  });
  drain(change);
  return { sessionId: placement.sessionId, giverId: had?.agentId ?? null, takerId: taker.id };
}

const isOver = ({ state }: ShopChange, taker: Agent, facts: SessionFacts): boolean =>
  taker.maxCapacity !== null && taker.load + slotsTaken(taker, facts, state.rules) > taker.maxCapacity;

/** Whoever waits for the freed slot comes first, as after a re-entry (RES-23). */
function giveBack(
  change: ShopChange,
  { placement, live }: AtHand & { readonly live: Assignment },
  facts: { readonly groupId?: string; readonly passedBy?: readonly string[] },
  byHand: ByHand,
  reason: 'TRANSFERRED' | 'RELEASED',
): Moved {
  const asker = askerOfPlacement(placement, change.now);
  release(change, placement, live, change.now, reason);
  drain(change);
  const moved = { ...asker, facts: { ...asker.facts, ...facts } };
  joinShop(change, settingsOf(change), placement, moved, { byHand, previousAgentId: live.agentId });
  return { sessionId: placement.sessionId, giverId: live.agentId, takerId: liveAgentOf(placement) };
}

const liveAgentOf = ({ assignment }: SessionPlacement): string | null =>
  assignment && assignment.releasedAt === null && !isOffered(assignment) ? assignment.agentId : null;

/** The session that the mover has, or may move although another one has it. */
function heldBy(change: ShopChange, sessionId: string, mover: Mover): (AtHand & { readonly live: Assignment }) | Refusal {
  const found = sessionAtHand(change, sessionId);
  if ('outcome' in found) return found;
  const { placement, live } = found;
  if (!live || isOffered(live)) return waits;
  return live.agentId === mover.accountId || mover.isManager ? { placement, live } : notAssigned;
}

/** Whoever may be given buyers by hand: agents, flagged ones too (RTE-39), the main account (PRM-6), and whoever takes one for itself. */
function takerOf(change: ShopChange, accountId: string | null, field: string): Agent | Refusal {
  const known = accountId === null ? undefined : change.state.agents.get(accountId);
  if (known && known.account.version > 0 && known.account.active && canHold(change, known, field)) return known;
  if (accountId !== null && accountId === settingsOf(change).ownerId) return agentOf(change.state, accountId);
  const expected = 'the id of an active account of this shop that may use the workbench';
  return refuse('ACCOUNT_NOT_FOUND', 'No account of this shop can take the session.', { field, expected, retryable: known === undefined });
}

const canHold = ({ state }: ShopChange, agent: Agent, field: string): boolean =>
  agent.id === state.settings?.ownerId || (agent.account.imEnabled && (isServiceAccount(agent) || field === 'sessionId'));

const isServing = ({ state }: ShopChange, id: string): boolean => {
  const agent = state.agents.get(id);
  return agent !== undefined && isRoutable(agent);
};

const nobodyServes = refuse('BAD_USER_INPUT', 'Nobody of this group takes buyers.', {
  field: 'toGroupId',
  expected: 'a group with an agent who takes part in routing',
});

const alreadyTaken = ({ agentId }: Assignment): Refusal =>
  refuse('ALREADY_TAKEN', `Agent ${agentId} has this session already.`, {
    field: 'sessionId',
    expected: 'a session that waits',
    takenBy: agentId,
  });

const waits = refuse('ILLEGAL_TRANSITION', 'This session waits: nobody has it.', {
  field: 'sessionId',
  expected: 'a session that an agent is in; one that waits is pulled or assigned',
});

const notAssigned = refuse('NOT_ASSIGNED', 'This session is not assigned to you.', {
  field: 'sessionId',
  expected: 'a session that is assigned to you',
});

const sameAgent = refuse('BAD_USER_INPUT', 'This agent has the session already.', { field: 'toAgentId', expected: 'another agent' });

const groupNotFound = refuse('GROUP_NOT_FOUND', 'No such group in this shop.', {
  field: 'toGroupId',
  expected: 'the id of a group of this shop',
});
