import { answerQuestions } from './answer-questions';
import { askHuman } from './ask-human';
import { appendMessage, record, type PendingMessage } from './append-message';
import { both, nothing, type Change } from './change';
import { closeOverdue, mustMove } from './close-session';
import { isCourtesy } from './courtesy';
import type { OrderState } from '../../orders/domain/order-status-of';
import { editDelivered, type ChannelEdit } from '../../revisions/domain/edit-delivered';
import type { MessageDone } from './message-done';
import { withEntered } from '../../needs/domain/entered-needs';
import { openingFacts } from './opening-facts';
import { marksThatGoOn, noMarks } from '../../desk/domain/session-marks';
import type { FaqAnswer } from '../../knowledge/domain/faq-entry';
import type { Product } from '../../knowledge/domain/product';
import { isLeftClosed, messageCount, type Buyer, type Message, type Session, type SessionOrigin, type ShopTerms } from './session';

/** What the store knows when a buyer writes. `stored` is the message the channel has delivered before, with its session (INV-3). */
export interface BuyerMessageCase {
  readonly buyer: Buyer;
  readonly open: Session | null;
  /** The buyer's last session that has closed; looked up only where it may take the message. */
  readonly ended?: Session | null;
  readonly terms: ShopTerms;
  readonly stored: { readonly session: Session; readonly message: Message } | null;
  /** The order of the page or card that the buyer comes from, when it is known. */
  readonly entryOrder: OrderState | null;
  /** What the shop answers common questions with. */
  readonly faq: readonly FaqAnswer[];
}

export interface BuyerMessageRequest {
  /** The id of the session, should the message open one. */
  readonly newSessionId: string;
  readonly pending: PendingMessage;
  readonly origin: SessionOrigin;
  /** What the buyer looks at; null where the channel does not tell. */
  readonly product: Product | null;
  /** The id of the answer, should the message be a common question. */
  readonly answerId: string;
  /** What the channel tells of an edit; absent or null when it is none. */
  readonly edit?: ChannelEdit | null;
}

/**
 * A buyer's message joins the open session or opens one (SES-2, SES-3, INV-1); during ENDING the old session closes first (SES-9).
 * A message that joins what was left while the shop is still closed is answered where it is a common question (SCH-16).
 * A message delivered before answers as it did then and changes nothing, unless the channel says that it was edited.
 */
export function decideBuyerMessage(known: BuyerMessageCase, request: BuyerMessageRequest, now: Date): MessageDone {
  if (known.stored)
    return request.edit
      ? editDelivered(known.stored, request.pending, request.edit, now)
      : { outcome: 'done', ...known.stored, change: nothing };
  const kept = keptCourtesy(known, request.pending, now);
  if (kept) return kept;
  const { session, buyer, change, follows } = makeRoom(known, now);
  if (session) return joined(change, session, known, request, now);
  const fresh = newSession({ buyer, known, request, follows, now });
  const { session: opened, message } = appendMessage(fresh, request.pending, now);
  const started: Change = {
    sessions: [opened],
    messages: [message],
    buyers: [],
    facts: [
      { kind: 'STARTED', session: opened, opening: message, timeZone: known.terms.timeZone, lastHuman: buyer.lastHuman },
      { kind: 'RECORDED', session: opened, message },
    ],
  };
  return { outcome: 'done', session: opened, message, change: both(change, started) };
}

const courtesyMs = 24 * 3_600_000;

/**
 * A shop may choose that a buyer's thanks do not reopen what has ended: they are kept with it, while its slot is held and for a day after its close, and start
 * nothing (RES-88).
 */
function keptCourtesy({ open, buyer, terms, ended = null }: BuyerMessageCase, pending: PendingMessage, now: Date): MessageDone | undefined {
  if (terms.courtesyReopens || !isCourtesy(pending)) return undefined;
  const late = open === null ? undefined : closeOverdue(open, buyer, now);
  const session = late?.session ?? open ?? ended;
  if (session === null || !isOver(session, now)) return undefined;
  const { change, ...recorded } = record(session, pending, now);
  return { outcome: 'done', ...recorded, change: late ? both(late.change, change) : change };
}

const isOver = ({ state, closedAt }: Session, now: Date): boolean =>
  state === 'ENDING' || (closedAt !== null && now.getTime() - closedAt.getTime() <= courtesyMs);

function joined(before: Change, session: Session, known: BuyerMessageCase, request: BuyerMessageRequest, now: Date): MessageDone {
  const { pending, answerId } = request;
  const looking = { ...session, product: request.product ?? session.product };
  const isClosed = isLeftClosed(session, now);
  const questionsSeen = isClosed ? messageCount(session) + 1 : session.questionsSeen;
  const { message, ...recorded } = record({ ...looking, questionsSeen }, pending, now);
  const change = both(before, recorded.change);
  if (session.state === 'BOT' && !known.terms.botFirst) return withoutBot(change, recorded.session, message, known.buyer, now);
  if (!isClosed || pending.type === 'FAQ_CLICK') return { outcome: 'done', session: recorded.session, message, change };
  const faq = { entries: known.faq, terms: known.terms };
  const answered = answerQuestions(recorded.session, [{ text: pending.text, answerId }], faq, now);
  return { outcome: 'done', session: answered.session, message, change: both(change, answered.change) };
}

/** The shop has switched its bot off: whoever is still with it is for a human. */
function withoutBot(before: Change, session: Session, message: Message, buyer: Buyer, now: Date): MessageDone {
  const asked = askHuman(session, buyer, now);
  return { outcome: 'done', session: asked.session, message, change: both(before, asked.change) };
}

interface Room {
  /** The session the message joins, or null when it opens one. */
  readonly session: Session | null;
  readonly buyer: Buyer;
  readonly change: Change;
  /** The session that the agent has ended and that goes on in a new one. */
  readonly follows: Session | null;
}

/** Closes what may not take the message: a session whose timer has run out, and one that the agent has ended (SES-9). */
function makeRoom({ open, buyer }: BuyerMessageCase, now: Date): Room {
  if (open === null) return { session: null, buyer, change: nothing, follows: null };
  const late = closeOverdue(open, buyer, now);
  if (late) return { session: null, buyer: late.buyer, change: late.change, follows: null };
  if (open.state !== 'ENDING') return { session: open, buyer, change: nothing, follows: null };
  const closed = mustMove(open, buyer, { kind: 'CLOSED', reason: 'REENTRY' }, now);
  return { session: null, buyer: closed.buyer, change: closed.change, follows: open };
}

interface Opening {
  readonly buyer: Buyer;
  readonly known: BuyerMessageCase;
  readonly request: BuyerMessageRequest;
  readonly follows: Session | null;
  readonly now: Date;
}

/** Born QUEUED and undecided, under the policy of this moment (SES-14). */
function newSession({ buyer, known: { terms, entryOrder }, request, follows, now }: Opening): Session {
  return {
    id: request.newSessionId,
    shopId: buyer.shopId,
    buyerId: buyer.id,
    channel: buyer.channel,
    origin: withEntered(request.origin, buyer.entered, now),
    initiator: 'BUYER',
    openingType: request.pending.type,
    state: 'QUEUED',
    routingRevision: 0,
    agentId: null,
    cause: null,
    assignedAt: null,
    assignedVersion: null,
    answerDueAt: null,
    offer: null,
    returnedAt: null,
    openedAt: now,
    queuedSince: now,
    queuedMs: 0,
    counts: { BUYER: 0, AGENT: 0, BOT: 0, AUTO: 0, SYSTEM: 0 },
    lastSender: 'BUYER',
    lastMessageAt: now,
    lastBuyerMessageAt: null,
    lastAgentMessageAt: null,
    firstReplyAt: null,
    firstReplyBy: null,
    lastReplyBy: null,
    waitingSince: null,
    endedAt: null,
    endedBy: null,
    holdUntil: null,
    closedAt: null,
    closeReason: null,
    reentryOf: follows?.id ?? null,
    facts: openingFacts(buyer, entryOrder, terms, now),
    closed: null,
    product: request.product,
    questionsSeen: 0,
    botSince: null,
    sentLast: null,
    sentSince: 0,
    agentReadTo: 0,
    buyerReadTo: 0,
    policy: terms.policy,
    marks: follows ? marksThatGoOn(follows.marks) : noMarks,
  };
}
