import { nothing, type Change } from '../../conversation/domain/change';
import { ownSession, type AgentDecision } from '../../conversation/domain/decide-agent-command';
import type { OpenSessionDecision } from '../../conversation/domain/decide-leave';
import { messageCount, type Session } from '../../conversation/domain/session';

/**
 * The agent has read up to a message. It answers nobody: who waits for an answer still does. A mark never goes back, and none goes beyond what is there.
 */
export const markAgentRead =
  (ordinal: number): AgentDecision =>
  (known, now) => {
    const checked = ownSession(known, false);
    if (checked.outcome === 'refused') return checked;
    return { outcome: 'done', ...marked(checked.session, 'agentReadTo', ordinal, now) };
  };

/** The buyer has read up to a message of its open session; where it has none, nothing changes. */
export const markBuyerRead =
  (ordinal: number): OpenSessionDecision =>
  (open, _buyer, now) =>
    open === null ? { outcome: 'done', session: null, change: nothing } : { outcome: 'done', ...marked(open, 'buyerReadTo', ordinal, now) };

function marked(session: Session, whose: 'agentReadTo' | 'buyerReadTo', ordinal: number, now: Date): { session: Session; change: Change } {
  const to = Math.min(ordinal, messageCount(session));
  if (to <= session[whose]) return { session, change: nothing };
  const after = { ...session, [whose]: to };
  const by = whose === 'agentReadTo' ? 'AGENT' : 'BUYER';
  return { session: after, change: { ...nothing, sessions: [after], facts: [{ kind: 'READ', session: after, by, ordinal: to, at: now }] } };
}
