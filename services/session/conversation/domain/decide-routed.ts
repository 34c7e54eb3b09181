import { closedNotice, type NoticeHours } from '#libs/calendar/index';
import { answerQuestions, type Question, type ShopFaq } from './answer-questions';
import { record, type PendingMessage } from './append-message';
import { both, nothing, type Change } from './change';
import { agentGone, losesAgent } from './agent-gone';
import { moveSession, type Moved } from './close-session';
import { isPromptDue } from './priority-prompt';
import type { Buyer, Message, Session } from './session';
import type { SessionFact } from './transition';

/** A message before a session was left, and the id of its answer. */
export interface AskedMessage {
  readonly message: Message;
  readonly answerId: string;
}

/** Routing's outcome for one session; a left message brings what the closed notice needs. */
export interface RoutedOutcome {
  readonly fact: Extract<SessionFact, { readonly revision: number }>;
  /** Set when the message was left because the shop is closed. */
  readonly closed: {
    readonly period: string;
    readonly hours: NoticeHours;
    readonly template: string | null;
    readonly noticeId: string;
    readonly faq: ShopFaq;
    /** What the buyer wrote last, oldest first, each with the id of its answer, should it be a common question. */
    readonly asked: readonly AskedMessage[];
  } | null;
  /** What is said to a buyer whose crowd comes first, should it be time for it; absent where nothing is. */
  readonly prompt?: PendingMessage | undefined;
}

type ClosedOutcome = NonNullable<RoutedOutcome['closed']>;

/** Version of the shop's routing row at which the agent last went OFFLINE; null = never, as far as we know. */
export type OfflineVersion = number | null;

export type RoutedDecision =
  | { readonly outcome: 'changed'; readonly change: Change }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'illegal'; readonly message: string };

/**
 * Applies an outcome if it is newer and meets a session that still wants an agent or has one.
 * An agent who has gone OFFLINE since loses the session at once (RTE-61); a message left while closed gets the closed notice, once per buyer
 * and closed period (SCH-14, SCH-18), and behind it the answers to its common questions (SCH-16, RES-59).
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
  return { outcome: 'changed', change: both(moved.change, consequence(session, moved, routed, agentOffline, now)) };
}

function consequence(before: Session, { session, buyer }: Moved, routed: RoutedOutcome, agentOffline: OfflineVersion, now: Date): Change {
  if (agentOffline !== null && losesAgent(session, agentOffline)) return agentGone(session, buyer, now);
  const { closed, prompt } = routed;
  if (prompt) return promptBuyer(session, buyer, prompt, now);
  if (session.state !== 'LEFT_MESSAGE' || closed === null) return nothing;
  const noticed = notice(session, buyer, closed, now);
  return both(noticed.change, answerQuestions(noticed.session, openQuestions(before, closed.asked), closed.faq, now).change);
}

/** RTE-50: the prompt is said at most once in 8 hours; the priority itself is not limited. */
function promptBuyer(session: Session, buyer: Buyer, prompt: PendingMessage, now: Date): Change {
  if (session.state !== 'ACTIVE' || !isPromptDue(buyer.promptedAt, now)) return nothing;
  const { change } = record(session, prompt, now);
  return { ...change, buyers: [{ ...buyer, promptedAt: now }] };
}

function notice(session: Session, buyer: Buyer, closed: ClosedOutcome, now: Date): { readonly session: Session; readonly change: Change } {
  if (buyer.closedNoticePeriod === closed.period) return { session, change: nothing };
  const recorded = record(session, pendingNotice(closed.noticeId, closedNotice(closed.template, closed.hours)), now);
  return { session: recorded.session, change: { ...recorded.change, buyers: [{ ...buyer, closedNoticePeriod: closed.period }] } };
}

/** What no human has answered and nobody has looked at yet. */
const openQuestions = ({ questionsSeen, waitingSince }: Session, asked: ClosedOutcome['asked']): Question[] =>
  asked
    .filter(
      ({ message: { sender, type, ordinal, recordedAt } }) =>
        sender === 'BUYER' && type !== 'FAQ_CLICK' && ordinal > questionsSeen && waitingSince !== null && recordedAt >= waitingSince,
    )
    .map(({ message: { text }, answerId }) => ({ text, answerId }));

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
