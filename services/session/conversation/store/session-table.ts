import { rowPicker } from '#libs/platform/database/read-rows';
import { bigint, instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { CloseReason, MessageType, OpeningFacts, Sender, Session, SessionState } from '../domain/session';
import { toMarks, toStoredMarks, type StoredMarks } from '../../desk/store/stored-marks';
import type { Product } from '../../knowledge/domain/product';

const answered = 'AnsweredWhileClosed1795820200000';

/** One row per reception. `stateVersion` rises with every write and guards it. */
export const sessionTable = table(
  'session',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    buyerId: uuid().fixed(),
    channel: text().fixed(),
    entryPoint: text().null().fixed(),
    initiator: text<'BUYER' | 'SHOP'>().fixed(),
    openingType: text<MessageType>().fixed(),
    openedAt: instant().fixed(),
    reentryOf: uuid().null().fixed(),
    policyVersion: bigint().fixed(),
    holdMinutes: integer().fixed(),
    idleAfterAgentMinutes: integer().null().fixed(),
    idleAfterBuyerMinutes: integer().null().fixed(),
    state: text<SessionState>(),
    stateVersion: integer(),
    routingRevision: integer(),
    agentId: uuid().null(),
    cause: text().null(),
    assignedAt: instant().null(),
    assignedVersion: bigint().null(),
    returnedAt: instant().null(),
    queuedSince: instant().null(),
    queuedMs: bigint(),
    buyerMessages: integer(),
    agentMessages: integer(),
    botMessages: integer(),
    autoMessages: integer(),
    systemMessages: integer(),
    lastSender: text<Sender>(),
    lastMessageAt: instant(),
    lastBuyerMessageAt: instant().null(),
    lastAgentMessageAt: instant().null(),
    firstReplyAt: instant().null(),
    firstReplyBy: uuid().null(),
    lastReplyBy: uuid().null(),
    waitingSince: instant().null(),
    endedAt: instant().null(),
    endedBy: uuid().null(),
    holdUntil: instant().null(),
    closedAt: instant().null(),
    closeReason: text<CloseReason>().null(),
    facts: json<OpeningFacts>().fixed().added('OpeningFacts1795818300000'),
    closedPeriod: text().added(answered),
    closedHours: text().added(answered),
    closedUntil: instant().added(answered),
    product: json<Product>().added(answered),
    questionsSeen: integer().added(answered),
    answerDueAt: instant().added('AnswerDueAt1795834700000'),
    botSince: instant().added('SessionBot1795834200000'),
    marks: json<StoredMarks>().added('SessionMarks1795830100000'),
  },
  {
    indices: [
      { name: 'session_open', fields: ['buyerId'], unique: true, where: 'closed_at IS NULL' },
      { name: 'session_waiting', fields: ['shopId', 'waitingSince', 'id'], where: 'close_reason IS NULL' },
      { name: 'session_opened', fields: ['shopId', 'openedAt', 'id'] },
      { name: 'session_last_message', fields: ['shopId', 'lastMessageAt', 'id'] },
      { name: 'session_of_buyer', fields: ['buyerId', 'closedAt', 'id'], where: 'closed_at IS NOT NULL' },
      { name: 'session_marked', fields: ['shopId', 'openedAt', 'id'], where: 'marks IS NOT NULL' },
      { name: 'session_of_agent', fields: ['shopId', 'agentId', 'closedAt', 'id'], where: 'closed_at IS NOT NULL' },
    ],
    checks: [
      { name: 'session_state', expression: `state IN ('BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED')` },
      {
        name: 'session_closed',
        expression: `(state = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (close_reason IS NULL)`,
      },
    ],
  },
);

type SessionRow = RowOf<typeof sessionTable>;

/** A session as it stands in the table, with the version its next write must follow. */
export interface StoredSession {
  readonly session: Session;
  readonly version: number;
}

const pick = rowPicker(sessionTable);

/* Field by field, both ways: objects of this many fields that are put together from parts cost a tenth of the process's time and memory. */

export const toStoredSession = (joined: Readonly<Record<string, unknown>>): StoredSession => {
  const row = pick(joined);
  const { policyVersion: version, holdMinutes, idleAfterAgentMinutes, idleAfterBuyerMinutes } = row;
  return {
    version: row.stateVersion,
    session: {
      id: row.id,
      shopId: row.shopId,
      buyerId: row.buyerId,
      channel: row.channel,
      initiator: row.initiator,
      openingType: row.openingType,
      openedAt: row.openedAt,
      reentryOf: row.reentryOf,
      state: row.state,
      routingRevision: row.routingRevision,
      agentId: row.agentId,
      cause: row.cause,
      assignedAt: row.assignedAt,
      assignedVersion: row.assignedVersion,
      answerDueAt: row.answerDueAt,
      returnedAt: row.returnedAt,
      botSince: row.botSince,
      queuedSince: row.queuedSince,
      queuedMs: row.queuedMs,
      lastSender: row.lastSender,
      lastMessageAt: row.lastMessageAt,
      lastBuyerMessageAt: row.lastBuyerMessageAt,
      lastAgentMessageAt: row.lastAgentMessageAt,
      firstReplyAt: row.firstReplyAt,
      firstReplyBy: row.firstReplyBy,
      lastReplyBy: row.lastReplyBy,
      waitingSince: row.waitingSince,
      endedAt: row.endedAt,
      endedBy: row.endedBy,
      holdUntil: row.holdUntil,
      closedAt: row.closedAt,
      closeReason: row.closeReason,
      facts: row.facts,
      closed: row.closedPeriod === null ? null : { period: row.closedPeriod, receptionHours: row.closedHours, until: row.closedUntil },
      product: row.product,
      questionsSeen: row.questionsSeen ?? 0,
      origin: { entryPoint: row.entryPoint },
      counts: {
        BUYER: row.buyerMessages,
        AGENT: row.agentMessages,
        BOT: row.botMessages,
        AUTO: row.autoMessages,
        SYSTEM: row.systemMessages,
      },
      policy: { version, holdMinutes, idleAfterAgentMinutes, idleAfterBuyerMinutes },
      marks: toMarks(row.marks),
    },
  };
};

export const toSessionRow = ({ session, version }: StoredSession): SessionRow => ({
  id: session.id,
  shopId: session.shopId,
  buyerId: session.buyerId,
  channel: session.channel,
  entryPoint: session.origin.entryPoint,
  initiator: session.initiator,
  openingType: session.openingType,
  openedAt: session.openedAt,
  reentryOf: session.reentryOf,
  policyVersion: session.policy.version,
  holdMinutes: session.policy.holdMinutes,
  idleAfterAgentMinutes: session.policy.idleAfterAgentMinutes,
  idleAfterBuyerMinutes: session.policy.idleAfterBuyerMinutes,
  state: session.state,
  stateVersion: version,
  routingRevision: session.routingRevision,
  agentId: session.agentId,
  cause: session.cause,
  assignedAt: session.assignedAt,
  assignedVersion: session.assignedVersion,
  answerDueAt: session.answerDueAt,
  returnedAt: session.returnedAt,
  queuedSince: session.queuedSince,
  queuedMs: session.queuedMs,
  buyerMessages: session.counts.BUYER,
  agentMessages: session.counts.AGENT,
  botMessages: session.counts.BOT,
  autoMessages: session.counts.AUTO,
  systemMessages: session.counts.SYSTEM,
  lastSender: session.lastSender,
  lastMessageAt: session.lastMessageAt,
  lastBuyerMessageAt: session.lastBuyerMessageAt,
  lastAgentMessageAt: session.lastAgentMessageAt,
  firstReplyAt: session.firstReplyAt,
  firstReplyBy: session.firstReplyBy,
  lastReplyBy: session.lastReplyBy,
  waitingSince: session.waitingSince,
  endedAt: session.endedAt,
  endedBy: session.endedBy,
  holdUntil: session.holdUntil,
  closedAt: session.closedAt,
  closeReason: session.closeReason,
  facts: session.facts,
  closedPeriod: session.closed?.period ?? null,
  closedHours: session.closed?.receptionHours ?? null,
  closedUntil: session.closed?.until ?? null,
  product: session.product,
  questionsSeen: session.questionsSeen || null,
  botSince: session.botSince,
  marks: toStoredMarks(session.marks),
});
