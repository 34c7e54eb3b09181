import { noMarks } from '../../desk/domain/session-marks';
import { unknownOrigin, type Buyer, type Session } from './session';

/** Monday 2026-03-02 10:00 in Shanghai: the hour at which the domain tests' stories begin. */
export const ten = new Date('2026-03-02T02:00:00.000Z');

/** `HH:mm:ss` in Shanghai on 2026-03-02. */
export const at = (time: string): Date => new Date(`2026-03-02T${time}+08:00`);

/** The buyer b1 of the specification's examples. */
export const b1: Buyer = {
  id: 'b1',
  shopId: 'S',
  channel: 'KUAISHOU',
  externalId: 'x1',
  name: null,
  lastHuman: null,
  closedNoticePeriod: null,
  promptedAt: null,
  orders: null,
  crowds: [],
  exclusiveAgentId: null,
  entered: null,
  block: null,
  mergedInto: null,
  erasedAt: null,
};

/** What a shop's terms say of messages. */
export const messageTerms = { recallMinutes: 2, outboundTexts: false, outboundQuota: null, courtesyReopens: true };

/** A session of b1 that was opened at ten and waits, for tests to vary: hold 20 min, idle closes 20 and 360 min. */
export const aSession = (overrides: Partial<Session> = {}): Session => ({
  id: 's1',
  shopId: 'S',
  buyerId: 'b1',
  channel: 'KUAISHOU',
  origin: unknownOrigin,
  initiator: 'BUYER',
  openingType: 'TEXT',
  state: 'QUEUED',
  routingRevision: 0,
  agentId: null,
  cause: null,
  assignedAt: null,
  assignedVersion: null,
  answerDueAt: null,
  offer: null,
  returnedAt: null,
  openedAt: ten,
  queuedSince: ten,
  queuedMs: 0,
  counts: { BUYER: 1, AGENT: 0, BOT: 0, AUTO: 0, SYSTEM: 0 },
  lastSender: 'BUYER',
  lastMessageAt: ten,
  lastBuyerMessageAt: ten,
  lastAgentMessageAt: null,
  firstReplyAt: null,
  firstReplyBy: null,
  lastReplyBy: null,
  waitingSince: ten,
  endedAt: null,
  endedBy: null,
  holdUntil: null,
  closedAt: null,
  closeReason: null,
  reentryOf: null,
  facts: null,
  closed: null,
  product: null,
  questionsSeen: 0,
  botSince: null,
  sentLast: null,
  sentSince: 0,
  agentReadTo: 0,
  buyerReadTo: 0,
  policy: { version: 3, holdMinutes: 20, idleAfterAgentMinutes: 20, idleAfterBuyerMinutes: 360 },
  marks: noMarks,
  ...overrides,
});

/** The same session with agent A since `assignedAt`. */
export const anActiveSession = (overrides: Partial<Session> = {}): Session =>
  aSession({
    state: 'ACTIVE',
    routingRevision: 1,
    agentId: 'A',
    cause: 'EVEN',
    assignedAt: ten,
    assignedVersion: 5,
    queuedSince: null,
    ...overrides,
  });
