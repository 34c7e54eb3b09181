import { businessDateAt } from '#libs/calendar/index';
import type { Assigned, Closed, Recorded, SessionFact, Started } from '../../facts/domain/session-fact';
import { projectionVersion, type SessionFigure } from './session-figure';

/**
 * A session's figure from all its facts, in whatever order they arrived and however often (INV-5): a function of the set.
 * Undefined until the opening is among them; the facts are stored and wait for it.
 */
export function projectSession(facts: readonly SessionFact[], version = projectionVersion): SessionFigure | undefined {
  const { started, messages, assignments, closed } = sortFacts(facts);
  if (!started) return undefined;
  const duty = dutyOf(started, messages);
  const reply = duty && messages.find((message) => message.sender === 'AGENT' && message.ordinal > duty.ordinal);
  return {
    sessionId: started.sessionId,
    shopId: started.shopId,
    buyerId: started.buyerId,
    initiator: started.initiator,
    buyerBlocked: started.buyerBlocked ?? false,
    businessDate: businessDateAt(new Date(started.openedAt), started.timeZone),
    openedAt: new Date(started.openedAt),
    dutyAt: duty ? duty.at : null,
    repliedAt: reply ? new Date(reply.recordedAt) : null,
    creditedAgentId: reply?.agentId ?? lastAgent(assignments, closed),
    closedAt: closed ? new Date(closed.closedAt) : null,
    projectionVersion: version,
  };
}

interface SortedFacts {
  started: Started | undefined;
  messages: Recorded[];
  assignments: Assigned[];
  closed: Closed | undefined;
}

/** Types that this build does not know are passed over; they are in the log for one that does. */
function sortFacts(facts: readonly SessionFact[]): SortedFacts {
  const sorted: SortedFacts = { started: undefined, messages: [], assignments: [], closed: undefined };
  for (const fact of facts) {
    if (fact.topic === 'session-started' && fact.type === 'started') sorted.started = fact.value as Started;
    else if (fact.topic === 'message-recorded' && fact.type === 'recorded') sorted.messages.push(fact.value as Recorded);
    else if (fact.topic === 'session-closed' && fact.type === 'closed') sorted.closed = fact.value as Closed;
    else if (fact.topic === 'session-routed' && (fact.type === 'assigned' || fact.type === 'transferred'))
      sorted.assignments.push(fact.value as Assigned);
  }
  sorted.messages.sort((a, b) => a.ordinal - b.ordinal);
  sorted.assignments.sort((a, b) => a.revision - b.revision);
  return sorted;
}

/** The message that wants a human answer: the opening, unless it was an FAQ click; then the first buyer message that is none (MET-6, RES-11, RES-66). */
function dutyOf(started: Started, messages: readonly Recorded[]): { at: Date; ordinal: number } | null {
  const { openingMessage } = started;
  if (openingMessage.type !== 'FAQ_CLICK') return { at: new Date(started.openedAt), ordinal: openingMessage.ordinal };
  const followUp = messages.find(
    (message) => message.sender === 'BUYER' && message.ordinal > openingMessage.ordinal && message.messageType !== 'FAQ_CLICK',
  );
  return followUp ? { at: new Date(followUp.recordedAt), ordinal: followUp.ordinal } : null;
}

/** An assignment that met a session already closed never took effect: what the session itself says at its close goes before routing's word. */
const lastAgent = (assignments: readonly Assigned[], closed: Closed | undefined): string | null =>
  closed ? closed.lastAgentId : (assignments.at(-1)?.agentId ?? null);
