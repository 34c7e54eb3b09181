import {
  factOf,
  systemTrigger,
  type AnyNewEvent,
  type Fact as EventFact,
  type Topic,
  type Trigger,
  type TypeOf,
} from '#libs/contracts/index';
import { isDifficult } from '../../desk/domain/session-marks';
import { rateableUntil } from '../../ratings/domain/rating-window';
import type { Fact } from '../domain/change';
import { returnReason } from '../domain/silent-at';
import type { Message, Session } from '../domain/session';

type Of<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>;

/** The event of a fact. Texts and names stay here: an event tells lengths and ids only. */
export function toEvent(fact: Fact, trigger: Trigger, id: string): AnyNewEvent {
  const by = triggerOf(fact, trigger);
  switch (fact.kind) {
    case 'STARTED':
      return factOf<'session-started', 'started'>(by, { ...envelope(fact, id, fact.session.openedAt), ...started(fact) });
    case 'RECORDED':
      return factOf<'message-recorded', 'recorded'>(by, { ...envelope(fact, id, fact.message.recordedAt), ...recorded(fact) });
    case 'EDITED':
      return factOf<'message-recorded', 'edited'>(by, { ...envelope(fact, id, fact.at), ...edited(fact) });
    case 'RECALLED':
      return factOf<'message-recorded', 'recalled'>(by, { ...envelope(fact, id, fact.at), ...recalled(fact) });
    case 'FAQ_CLICKED':
      return factOf<'message-recorded', 'faq-clicked'>(by, { ...envelope(fact, id, fact.message.recordedAt), ...clicked(fact) });
    case 'ENDED':
      return factOf<'session-ended', 'ended'>(by, { ...envelope(fact, id, happened(fact.session.endedAt)), ...ended(fact) });
    case 'RETURNED':
      return factOf<'session-ended', 'returned'>(by, { ...envelope(fact, id, happened(fact.session.returnedAt)), ...returned(fact) });
    case 'TO_HUMAN':
      return factOf<'session-started', 'to-human'>(by, { ...envelope(fact, id, happened(fact.session.returnedAt)), ...toHuman(fact) });
    case 'CLOSED':
      return factOf<'session-closed', 'closed'>(by, { ...envelope(fact, id, happened(fact.session.closedAt)), ...closed(fact) });
    case 'READ':
      return factOf<'message-recorded', 'read'>(by, { ...envelope(fact, id, fact.at), ...read(fact) });
    case 'MARKED':
      return factOf<'session-marked', 'marked'>(by, { ...envelope(fact, id, fact.at), ...marked(fact) });
    default:
      return fact satisfies never;
  }
}

const envelope = ({ session }: Fact, id: string, occurredAt: Date) => ({
  id,
  shopId: session.shopId,
  subject: session.id,
  occurredAt,
  policyVersion: session.policy.version,
});

/** An event's own part. */
type Told<T extends Topic, K extends TypeOf<T>> = Pick<EventFact<T, K>, 'topic' | 'type' | 'value'>;

const started = ({ session, opening, timeZone, lastHuman }: Of<'STARTED'>): Told<'session-started', 'started'> => ({
  topic: 'session-started',
  type: 'started',
  value: {
    sessionId: session.id,
    buyerId: session.buyerId,
    channel: session.channel,
    initiator: session.initiator,
    ...session.origin,
    openingMessage: { id: opening.id, type: opening.type, ordinal: opening.ordinal },
    openedAt: session.openedAt.toISOString(),
    timeZone,
    reentryOf: session.reentryOf,
    lastHuman: lastHuman && { agentId: lastHuman.agentId, at: lastHuman.at.toISOString() },
    viaBot: false,
    ...session.facts,
  },
});

const recorded = ({ message, session }: Of<'RECORDED'>): Told<'message-recorded', 'recorded'> => ({
  topic: 'message-recorded',
  type: 'recorded',
  value: {
    sessionId: session.id,
    messageId: message.id,
    ordinal: message.ordinal,
    sender: message.sender,
    agentId: message.agentId,
    messageType: message.type,
    source: message.source,
    autoKind: message.autoKind,
    length: lengthOf(message),
    recordedAt: message.recordedAt.toISOString(),
    channelSentAt: message.channelSentAt?.toISOString() ?? null,
    stateThen: session.state,
  },
});

const changeOf = ({ message, session, at }: Of<'EDITED' | 'RECALLED'>) => ({
  sessionId: session.id,
  messageId: message.id,
  ordinal: message.ordinal,
  sender: message.sender,
  agentId: message.agentId,
  revision: message.revision ?? 0,
  at: at.toISOString(),
});

const edited = (fact: Of<'EDITED' | 'RECALLED'>): Told<'message-recorded', 'edited'> => ({
  topic: 'message-recorded',
  type: 'edited',
  value: { ...changeOf(fact), length: lengthOf(fact.message) },
});

const recalled = (fact: Of<'EDITED' | 'RECALLED'>): Told<'message-recorded', 'recalled'> => ({
  topic: 'message-recorded',
  type: 'recalled',
  value: changeOf(fact),
});

const clicked = ({ message, entryId }: Of<'FAQ_CLICKED'>): Told<'message-recorded', 'faq-clicked'> => ({
  topic: 'message-recorded',
  type: 'faq-clicked',
  value: {
    sessionId: message.sessionId,
    messageId: message.id,
    ordinal: message.ordinal,
    entryId,
    clickedAt: message.recordedAt.toISOString(),
  },
});

const read = ({ session, by, ordinal, at }: Of<'READ'>): Told<'message-recorded', 'read'> => ({
  topic: 'message-recorded',
  type: 'read',
  value: { sessionId: session.id, by, ordinal, at: at.toISOString() },
});

const ended = ({ session, agentId, unanswered }: Of<'ENDED'>): Told<'session-ended', 'ended'> => ({
  topic: 'session-ended',
  type: 'ended',
  value: {
    sessionId: session.id,
    agentId,
    endedAt: happened(session.endedAt).toISOString(),
    endedBy: session.endedBy ?? agentId,
    holdUntil: happened(session.holdUntil).toISOString(),
    unanswered,
    ...invitation(session),
  },
});

const returned = ({ session, agentId, waitingSince }: Of<'RETURNED'>): Told<'session-ended', 'returned'> => ({
  topic: 'session-ended',
  type: 'returned',
  value: {
    sessionId: session.id,
    agentId,
    returnedAt: happened(session.returnedAt).toISOString(),
    waitingSince: waitingSince.toISOString(),
    reason: returnReason(session),
  },
});

const toHuman = ({ session, lastHuman }: Of<'TO_HUMAN'>): Told<'session-started', 'to-human'> => {
  const { buyerBlocked: _buyerBlocked, ...facts } = session.facts ?? {};
  return {
    topic: 'session-started',
    type: 'to-human',
    value: {
      sessionId: session.id,
      buyerId: session.buyerId,
      channel: session.channel,
      ...session.origin,
      openedAt: session.openedAt.toISOString(),
      requestedAt: happened(session.returnedAt).toISOString(),
      routingRevision: session.routingRevision,
      lastHuman: lastHuman && { agentId: lastHuman.agentId, at: lastHuman.at.toISOString() },
      ...facts,
    },
  };
};

const closed = ({ session, session: { counts } }: Of<'CLOSED'>): Told<'session-closed', 'closed'> => ({
  topic: 'session-closed',
  type: 'closed',
  value: {
    sessionId: session.id,
    buyerId: session.buyerId,
    channel: session.channel,
    initiator: session.initiator,
    openingMessageType: session.openingType,
    openedAt: session.openedAt.toISOString(),
    assignedAt: session.assignedAt?.toISOString() ?? null,
    firstReplyAt: session.firstReplyAt?.toISOString() ?? null,
    firstReplyBy: session.firstReplyBy,
    endedAt: session.endedAt?.toISOString() ?? null,
    closedAt: happened(session.closedAt).toISOString(),
    lastAgentId: session.agentId,
    reason: session.closeReason ?? 'AGENT_CLOSED',
    lastSender: session.lastSender,
    counts: { buyer: counts.BUYER, agent: counts.AGENT, bot: counts.BOT, auto: counts.AUTO, system: counts.SYSTEM },
    queuedMs: session.queuedMs,
    reentryOf: session.reentryOf,
    ...invitation(session),
  },
});

/** Until when the buyer is invited to rate a session that is over (MET-20). */
function invitation(session: Session): { rateableUntil?: string } {
  const until = rateableUntil(session, session.lastMessageAt);
  return until ? { rateableUntil: until.toISOString() } : {};
}

const marked = ({ session: { id, marks }, by }: Of<'MARKED'>): Told<'session-marked', 'marked'> => ({
  topic: 'session-marked',
  type: 'marked',
  value: {
    sessionId: id,
    by,
    difficult: isDifficult(marks),
    solved: marks.solved !== null,
    tags: marks.tags.length,
    noteLength: [...(marks.note?.text ?? '')].length,
  },
});

/** Characters as people count them. */
const lengthOf = ({ text }: Message): number => (text === null ? 0 : [...text].length);

/** What the system did in the course of somebody's command is the system's: its own messages, returns, and closes by a timer or by the agent's absence. */
export function triggerOf(fact: Fact, trigger: Trigger): Trigger {
  const automatic =
    fact.kind === 'RETURNED' ||
    (fact.kind === 'RECORDED' && fact.message.sender === 'AUTO') ||
    (fact.kind === 'CLOSED' && ['SYSTEM_IDLE', 'SYSTEM_HOLD_EXPIRED', 'AGENT_OFFLINE'].includes(fact.session.closeReason ?? ''));
  return automatic ? systemTrigger(trigger.causeId, trigger.traceparent) : trigger;
}

/** An instant that the fact's kind guarantees. */
function happened(instant: Date | null): Date {
  if (instant === null) throw new Error('A fact came without the instant it happened at');
  return instant;
}
