import { closedNotice, type NoticeHours } from '#libs/calendar/index';
import { record, type PendingMessage } from './append-message';
import { both, nothing, type Change } from './change';
import { agentGone, losesAgent } from './agent-gone';
import { moveSession, type Moved } from './close-session';
import type { Buyer, Session } from './session';
import type { SessionFact } from './transition';

/** Routing's outcome for one session; a left message brings what the closed notice needs. */
export interface RoutedOutcome {
  readonly fact: Extract<SessionFact, { readonly revision: number }>;
  /** Set when the message was left because the shop is closed. */
  readonly closed: {
    readonly period: string;
    readonly hours: NoticeHours;
    readonly template: string | null;
    readonly noticeId: string;
  } | null;
}

/** Version of the shop's routing row at which the agent last went OFFLINE; null = never, as far as we know. */
export type OfflineVersion = number | null;

export type RoutedDecision =
  | { readonly outcome: 'changed'; readonly change: Change }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'illegal'; readonly message: string };

/**
 * Applies an outcome if it is newer and meets a session that still wants an agent or has one.
 * An agent who has gone OFFLINE since loses the session at once (RTE-61); a message left while closed gets the closed notice, once per buyer
 * and closed period (SCH-14, SCH-18).
 */
export function decideRouted(
  session: Session,
  buyer: Buyer,
  routed: RoutedOutcome,
  agentOffline: OfflineVersion,
  now: Date,
): RoutedDecision {
  if (routed.fact.revision <= session.routingRevision || session.state === 'ENDING' || session.state === 'CLOSED')
    return { outcome: 'stale' };
  const moved = moveSession(session, buyer, routed.fact, now);
  if (moved.outcome === 'refused') return { outcome: 'illegal', message: moved.message };
  return { outcome: 'changed', change: both(moved.change, consequence(moved, routed, agentOffline, now)) };
}

function consequence(moved: Moved, routed: RoutedOutcome, agentOffline: OfflineVersion, now: Date): Change {
  const { session, buyer } = moved;
  if (agentOffline !== null && losesAgent(session, agentOffline)) return agentGone(session, buyer, now);
  const { closed } = routed;
  if (session.state !== 'LEFT_MESSAGE' || closed === null || buyer.closedNoticePeriod === closed.period) return nothing;
  const notice = record(session, pendingNotice(closed.noticeId, closedNotice(closed.template, closed.hours)), now);
  return { ...notice.change, buyers: [{ ...buyer, closedNoticePeriod: closed.period }] };
}

const pendingNotice = (id: string, text: string): PendingMessage => ({
  id,
  sender: 'AUTO',
  agentId: null,
  type: 'TEXT',
  source: 'AUTO',
  autoKind: 'CLOSED_NOTICE',
  text,
  channelMessageId: null,
  channelSentAt: null,
});
