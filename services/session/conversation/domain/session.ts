import type { Attachment } from '#libs/contracts/attachment';
import type { Language } from '#libs/calendar/index';
import type { ValueOf } from '#libs/contracts/index';
import type { BuyerMarks } from '../../buyers/domain/buyer-marks';
import type { BuyerCrowd } from '../../crowds/domain/crowd';
import type { OrderFacts } from '../../orders/domain/order-facts';
import type { OrderTerms } from '../../orders/domain/order-status-of';
import type { SessionMarks } from '../../desk/domain/session-marks';
import type { Product } from '../../knowledge/domain/product';

export const sessionStates = ['BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED'] as const;
export type SessionState = (typeof sessionStates)[number];

export type CloseReason = 'AGENT_CLOSED' | 'SYSTEM_IDLE' | 'SYSTEM_HOLD_EXPIRED' | 'REENTRY' | 'AGENT_OFFLINE' | 'BUYER_LEFT';
export type Sender = 'BUYER' | 'AGENT' | 'BOT' | 'AUTO' | 'SYSTEM';
export const messageTypes = [
  'TEXT',
  'IMAGE',
  'VIDEO',
  'EMOJI',
  'PRODUCT_CARD',
  'ORDER_CARD',
  'VOICE',
  'FILE',
  'LOCATION',
  'STICKER',
  'CONTACT',
  'UNKNOWN',
] as const;
/** FAQ_CLICK: a question of the card was clicked, which its own command takes (KB-4). */
export type MessageType = (typeof messageTypes)[number] | 'FAQ_CLICK';
export type MessageSource = 'TYPED' | 'SCRIPT' | 'KB' | 'AUTO';
export type AutoKind = 'CLOSED_NOTICE' | 'QUEUE_NOTICE' | 'WELCOME' | 'FAQ_ANSWER' | 'PRIORITY_PROMPT';

/** The timeouts that bind one session, as the shop's policy had them at its opening (SES-14, RES-39). Null = the system never closes it idle. */
export interface FrozenPolicy {
  readonly version: number;
  readonly holdMinutes: number;
  readonly idleAfterAgentMinutes: number | null;
  readonly idleAfterBuyerMinutes: number | null;
}

/** What the connector tells of where a session comes from. It is set at the opening, and told with it; what is asked of the agent may change once a human is asked for. */
export interface SessionOrigin {
  readonly entryPoint: string | null;
  /** What it asks of its agent; absent: nothing. */
  readonly needs?: Needs;
}

/** Skills with the least level, 1 to 5, and a language. */
export type Needs = NonNullable<ValueOf<'session-started', 'started'>['needs']>;

/** What was asked of agents when a buyer entered a chat page, and when that was. */
export interface EnteredNeeds {
  readonly needs: Needs;
  readonly at: Date;
}

export const unknownOrigin: SessionOrigin = { entryPoint: null };

/** What routing decides by, as the event tells it: the buyer at the instant of the opening. What nothing is known of is absent. */
export type OpeningFacts = Pick<
  ValueOf<'session-started', 'started'>,
  'orderStatus' | 'purchases' | 'crowds' | 'exclusiveAgentId' | 'buyerBlocked'
>;

/** What was told of the hours when a session was left as a message of a closed shop: enough to answer its buyer until the next opening (SCH-16). */
export interface ClosedTime {
  readonly period: string;
  readonly receptionHours: string | null;
  /** The next opening; null where none was planned. */
  readonly until: Date | null;
}

/** A script or common question that was sent: by whom, when, and the ordinal of its first message. */
export interface SentLast {
  readonly sourceId: string;
  readonly agentId: string;
  readonly atMs: number;
  readonly ordinal: number;
}

/** Whom a session that waits is offered to, and the last instant at which that can be accepted. */
export interface SessionOffer {
  readonly agentId: string;
  readonly until: Date;
}

/** One reception (SES-1). Ordinals of its messages are 1, 2, 3 …: the next one follows from the counts. */
export interface Session {
  readonly id: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly channel: string;
  readonly origin: SessionOrigin;
  readonly initiator: 'BUYER' | 'SHOP';
  readonly openingType: MessageType;
  readonly state: SessionState;
  /** 0 until routing's first outcome: QUEUED then means "not decided yet". */
  readonly routingRevision: number;
  readonly agentId: string | null;
  /** Why routing gave it to the agent; some causes outlive the agent's going OFFLINE (RES-25). */
  readonly cause: string | null;
  readonly assignedAt: Date | null;
  /** Version of the shop's routing row at the assignment: orders it against the agent's presence. */
  readonly assignedVersion: number | null;
  /** Until when its agent has to write to the buyer, as routing said; null where it need not. */
  readonly answerDueAt: Date | null;
  /** The agent whom routing has offered it to and who has not answered yet; null: nobody. */
  readonly offer: SessionOffer | null;
  /** When it went back to routing, from an agent who is gone (RES-81) or from the bot, until the next outcome. */
  readonly returnedAt: Date | null;
  /** When it came to the bot; null of one that never did. */
  readonly botSince: Date | null;
  readonly openedAt: Date;
  readonly queuedSince: Date | null;
  /** Time spent QUEUED, in milliseconds; a left message's night does not count. */
  readonly queuedMs: number;
  readonly counts: Readonly<Record<Sender, number>>;
  readonly lastSender: Sender;
  readonly lastMessageAt: Date;
  readonly lastBuyerMessageAt: Date | null;
  readonly lastAgentMessageAt: Date | null;
  readonly firstReplyAt: Date | null;
  readonly firstReplyBy: string | null;
  /** The last human who exchanged a message here (RTE-14). */
  readonly lastReplyBy: string | null;
  /** Since the first unanswered buyer message (SES-20). */
  readonly waitingSince: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly holdUntil: Date | null;
  readonly closedAt: Date | null;
  readonly closeReason: CloseReason | null;
  readonly reentryOf: string | null;
  /** What was known of the buyer at the opening; null when nothing was. */
  readonly facts: OpeningFacts | null;
  /** Set while it lies as a message left outside the hours. */
  readonly closed: ClosedTime | null;
  /** The product that the buyer looked at last, as far as the channel told. */
  readonly product: Product | null;
  /** The ordinal up to which messages were looked at for common questions. */
  readonly questionsSeen: number;
  /** What was sent last with one click, by which a second click is known (KB-16). */
  readonly sentLast: SentLast | null;
  /** How many messages agents have sent since the buyer's last one (SES-31). */
  readonly sentSince: number;
  /** The ordinals up to which the agents and the buyer have read. */
  readonly agentReadTo: number;
  readonly buyerReadTo: number;
  readonly policy: FrozenPolicy;
  /** What the shop's people have put on it. */
  readonly marks: SessionMarks;
}

/** A buyer of one shop on one channel. `lastHuman` is the last contact with a human agent in a session that has closed (RTE-10, RES-31). */
export interface Buyer extends BuyerMarks {
  readonly id: string;
  readonly shopId: string;
  readonly channel: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly lastHuman: LastHuman | null;
  /** The closed period for which the buyer has had the closed notice (SCH-18). */
  readonly closedNoticePeriod: string | null;
  /** When it was told last that its crowd comes first (RTE-50). */
  readonly promptedAt: Date | null;
  /** What openings need of the buyer's orders; null when none is known. */
  readonly orders: OrderFacts | null;
  readonly crowds: readonly BuyerCrowd[];
  /** What was asked of agents when the buyer last entered a chat page with an ask; null: nothing ever was. */
  readonly entered: EnteredNeeds | null;
  /** The identity of the same person that this one is part of, by somebody's word. */
  readonly mergedInto: string | null;
  /** When what the buyer said and was called was erased; null when it was not, or they have come back since. */
  readonly erasedAt: Date | null;
}

export interface LastHuman {
  readonly agentId: string;
  readonly at: Date;
}

export interface Message {
  readonly id: string;
  readonly sessionId: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly ordinal: number;
  readonly sender: Sender;
  readonly agentId: string | null;
  readonly type: MessageType;
  readonly source: MessageSource | null;
  /** The script or the common question it was sent from. */
  readonly sourceId: string | null;
  readonly autoKind: AutoKind | null;
  readonly text: string | null;
  readonly channel: string;
  readonly channelMessageId: string | null;
  readonly channelSentAt: Date | null;
  readonly recordedAt: Date;
  /** Where the content lies, in the channel's words; null where the text is all there is. */
  readonly reference: string | null;
  /** The channel's own name of what it is. */
  readonly channelKind: string | null;
  /** Files that were uploaded for it; null where there are none. */
  readonly attachments: readonly Attachment[] | null;
  /** How often it was edited or recalled. What it was before is kept. */
  readonly revision: number | null;
  readonly editedAt: Date | null;
  readonly recalledAt: Date | null;
  /** When the channel says it was edited last. */
  readonly channelEditedAt: Date | null;
}

/** What a session needs of its shop's settings. */
export interface ShopTerms {
  readonly timeZone: string;
  /** Of what the system says by itself. */
  readonly language: Language;
  readonly policy: FrozenPolicy;
  /** Whether a buyer's courtesy after the end reopens the conversation (RES-88). */
  readonly courtesyReopens: boolean;
  /** Whether a bot speaks with buyers first; a shop of which it is not known yet is taken at the word of its sessions. */
  readonly botFirst: boolean;
  readonly orders: OrderTerms;
  /** For how long an agent may recall or edit what it wrote. */
  readonly recallMinutes: number;
  /** Whether events bring the texts of what is said to buyers. */
  readonly outboundTexts: boolean;
  /** How much may be said to a buyer who does not write (SES-31); null: no limit. */
  readonly outboundQuota: { readonly messages: number; readonly hours: number } | null;
}

/** Since when routing's next outcome is awaited; null when it has decided. Before its first outcome that is the opening, afterwards the return. */
export const undecidedSince = (session: Session): Date | null =>
  session.state === 'QUEUED' || session.state === 'BOT'
    ? (session.returnedAt ?? (session.routingRevision === 0 ? session.openedAt : null))
    : null;

/** Whether it lies as a message of a shop that is still closed, as far as was told. */
export const isLeftClosed = ({ state, closed }: Session, now: Date): boolean =>
  state === 'LEFT_MESSAGE' && closed !== null && (closed.until === null || now < closed.until);

/** The number of messages so far, which is the last ordinal. */
export const messageCount = ({ counts }: Pick<Session, 'counts'>): number =>
  counts.BUYER + counts.AGENT + counts.BOT + counts.AUTO + counts.SYSTEM;

/** The later contact of a human with the buyer in this session; null when no agent wrote (RES-31). */
export function humanContact(session: Session): LastHuman | null {
  if (session.lastReplyBy === null || session.lastAgentMessageAt === null) return null;
  return { agentId: session.lastReplyBy, at: later(session.lastAgentMessageAt, session.lastBuyerMessageAt) };
}

/** The later of two instants, the second of which may be missing. */
export const later = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one);

export const minutesAfter = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);
