import { newEvent, type AnyNewEvent } from '#libs/contracts/index';
import type { Fact } from '../domain/change';
import { bySystem, type Cause } from './cause';

type Of<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>;

/** The event of a fact. Texts and names stay here: an event tells lengths and ids only (architecture §5). */
export function toEvent(fact: Fact, cause: Cause, id: string): AnyNewEvent {
  const by = actorOf(fact, cause);
  switch (fact.kind) {
    case 'STARTED':
      return started(fact, by, id);
    case 'RECORDED':
      return recorded(fact, by, id);
    case 'ENDED':
      return ended(fact, by, id);
    case 'CLOSED':
      return closed(fact, by, id);
    default:
      return fact satisfies never;
  }
}

const envelope = ({ session }: Fact, by: Cause, id: string) => ({
  id,
  shopId: session.shopId,
  subject: session.id,
  traceparent: by.traceparent,
});

const common = ({ session }: Fact, by: Cause, occurredAt: string) => ({
  shopId: session.shopId,
  sessionId: session.id,
  occurredAt,
  actor: by.actor,
  causeId: by.causeId,
  policyVersion: session.policy.version,
});

function started(fact: Of<'STARTED'>, by: Cause, id: string): AnyNewEvent {
  const { session, opening, lastHuman } = fact;
  const openedAt = session.openedAt.toISOString();
  return newEvent<'session-started', 'started'>({
    ...envelope(fact, by, id),
    topic: 'session-started',
    type: 'started',
    value: {
      ...common(fact, by, openedAt),
      buyerId: session.buyerId,
      channel: session.channel,
      initiator: session.initiator,
      entryPoint: session.entryPoint,
      openingMessage: { id: opening.id, type: opening.type, ordinal: opening.ordinal },
      openedAt,
      timeZone: fact.timeZone,
      reentryOf: session.reentryOf,
      lastHuman: lastHuman && { agentId: lastHuman.agentId, at: lastHuman.at.toISOString() },
      viaBot: false,
    },
  });
}

function recorded(fact: Of<'RECORDED'>, by: Cause, id: string): AnyNewEvent {
  const { message, session } = fact;
  const recordedAt = message.recordedAt.toISOString();
  return newEvent<'message-recorded', 'recorded'>({
    ...envelope(fact, by, id),
    topic: 'message-recorded',
    type: 'recorded',
    value: {
      ...common(fact, by, recordedAt),
      messageId: message.id,
      ordinal: message.ordinal,
      sender: message.sender,
      agentId: message.agentId,
      messageType: message.type,
      source: message.source,
      autoKind: message.autoKind,
      length: message.text === null ? 0 : [...message.text].length,
      recordedAt,
      channelSentAt: message.channelSentAt?.toISOString() ?? null,
      stateThen: session.state,
    },
  });
}

function ended(fact: Of<'ENDED'>, by: Cause, id: string): AnyNewEvent {
  const { session, agentId, unanswered } = fact;
  const endedAt = iso(session.endedAt);
  return newEvent<'session-ended', 'ended'>({
    ...envelope(fact, by, id),
    topic: 'session-ended',
    type: 'ended',
    value: {
      ...common(fact, by, endedAt),
      agentId,
      endedAt,
      endedBy: session.endedBy ?? agentId,
      holdUntil: iso(session.holdUntil),
      unanswered,
    },
  });
}

function closed(fact: Of<'CLOSED'>, by: Cause, id: string): AnyNewEvent {
  const { session } = fact;
  const { counts } = session;
  const closedAt = iso(session.closedAt);
  return newEvent<'session-closed', 'closed'>({
    ...envelope(fact, by, id),
    topic: 'session-closed',
    type: 'closed',
    value: {
      ...common(fact, by, closedAt),
      buyerId: session.buyerId,
      channel: session.channel,
      initiator: session.initiator,
      openingMessageType: session.openingType,
      openedAt: session.openedAt.toISOString(),
      assignedAt: session.assignedAt?.toISOString() ?? null,
      firstReplyAt: session.firstReplyAt?.toISOString() ?? null,
      firstReplyBy: session.firstReplyBy,
      endedAt: session.endedAt?.toISOString() ?? null,
      closedAt,
      lastAgentId: session.agentId,
      reason: session.closeReason ?? 'AGENT_CLOSED',
      lastSender: session.lastSender,
      counts: { buyer: counts.BUYER, agent: counts.AGENT, bot: counts.BOT, auto: counts.AUTO, system: counts.SYSTEM },
      queuedMs: session.queuedMs,
      reentryOf: session.reentryOf,
    },
  });
}

/** What the system did in the course of somebody's command is the system's: its own messages, and closes by a timer or by the agent's absence. */
function actorOf(fact: Fact, cause: Cause): Cause {
  const automatic =
    (fact.kind === 'RECORDED' && fact.message.sender === 'AUTO') ||
    (fact.kind === 'CLOSED' && ['SYSTEM_IDLE', 'SYSTEM_HOLD_EXPIRED', 'AGENT_OFFLINE'].includes(fact.session.closeReason ?? ''));
  return automatic ? bySystem(cause.causeId, cause.traceparent) : cause;
}

/** An instant that the fact's kind guarantees. */
function iso(instant: Date | null): string {
  if (instant === null) throw new Error('A fact came without the instant it happened at');
  return instant.toISOString();
}
