import type { PendingMessage } from './append-message';
import { decideBuyerMessage, type BuyerMessageCase } from './decide-buyer-message';
import { anActiveSession, aSession, at, b1, messageTerms, ten } from './example-session';
import { messageCount, unknownOrigin } from './session';

const terms = {
  timeZone: 'Asia/Shanghai',
  language: 'zh' as const,
  botFirst: true,
  policy: { version: 7, holdMinutes: 15, idleAfterAgentMinutes: 30, idleAfterBuyerMinutes: null },
  orders: { validityDays: 30, afterSalesDays: 3 },
  ...messageTerms,
};
const pending: PendingMessage = {
  id: 'm',
  sender: 'BUYER',
  agentId: null,
  type: 'TEXT',
  source: null,
  autoKind: null,
  text: '在吗',
  channelMessageId: 'c1',
  channelSentAt: null,
};
const request = {
  newSessionId: 'new',
  pending,
  origin: { ...unknownOrigin, entryPoint: 'PRODUCT_PAGE' },
  product: null,
  answerId: 'answer',
};
const known = (overrides: Partial<BuyerMessageCase> = {}): BuyerMessageCase => ({
  buyer: b1,
  open: null,
  terms,
  stored: null,
  entryOrder: null,
  faq: [],
  ...overrides,
});
const kinds = (change: { facts: readonly { kind: string }[] }): string[] => change.facts.map((fact) => fact.kind);

describe('decideBuyerMessage', () => {
  test.each([
    [true, 'BOT', []],
    [false, 'QUEUED', ['TO_HUMAN']],
  ] as const)('RTE-15 a message to the bot while the shop has it on: %s', (botFirst, state, asked) => {
    const open = aSession({ state: 'BOT', routingRevision: 1 });
    const done = decideBuyerMessage(known({ open, terms: { ...terms, botFirst } }), request, at('10:05:00'));
    expect(done).toMatchObject({ session: { state }, message: { ordinal: 2 } });
    expect(done.change.facts.map(({ kind }) => kind)).toEqual(['RECORDED', ...asked]);
  });

  test('SES-2 the first message opens a session, born QUEUED and undecided', () => {
    const done = decideBuyerMessage(known(), request, ten);
    expect(done.session).toMatchObject({
      id: 'new',
      state: 'QUEUED',
      routingRevision: 0,
      openedAt: ten,
      waitingSince: ten,
      initiator: 'BUYER',
    });
    expect(done.message).toMatchObject({ ordinal: 1, sender: 'BUYER', recordedAt: ten });
    expect(kinds(done.change)).toEqual(['STARTED', 'RECORDED']);
  });

  test.each(['EMOJI', 'IMAGE', 'VIDEO', 'PRODUCT_CARD', 'ORDER_CARD'] as const)('SES-3 a lone %s opens a session', (type) => {
    const done = decideBuyerMessage(known(), { ...request, pending: { ...pending, type, text: null } }, ten);
    expect(done.session.openingType).toBe(type);
  });

  test('SES-14 a session freezes the policy of its opening; an open one keeps its own', () => {
    expect(decideBuyerMessage(known(), request, ten).session.policy).toEqual(terms.policy);
    expect(decideBuyerMessage(known({ open: aSession() }), request, ten).session.policy.version).toBe(3);
  });

  test('INV-1 a message joins the open session with the next ordinal', () => {
    const open = aSession({ state: 'LEFT_MESSAGE', counts: { BUYER: 1, AGENT: 0, BOT: 0, AUTO: 1, SYSTEM: 0 } });
    const done = decideBuyerMessage(known({ open }), request, at('10:01:00'));
    expect(done).toMatchObject({
      session: { id: 's1', state: 'LEFT_MESSAGE', waitingSince: ten },
      message: { ordinal: 3, sessionId: 's1' },
    });
    expect(messageCount(done.session)).toBe(3);
    expect(kinds(done.change)).toEqual(['RECORDED']);
  });

  test('SES-9 a message during ENDING closes the old session (REENTRY) and opens a new one that names it', () => {
    const open = anActiveSession({ state: 'ENDING', endedAt: ten, holdUntil: at('10:20:00'), lastReplyBy: 'A', lastAgentMessageAt: ten });
    const done = decideBuyerMessage(known({ open }), request, at('10:05:00'));
    expect(kinds(done.change)).toEqual(['CLOSED', 'STARTED', 'RECORDED']);
    expect(done.change.sessions[0]).toMatchObject({ id: 's1', state: 'CLOSED', closeReason: 'REENTRY', closedAt: at('10:05:00') });
    expect(done.session).toMatchObject({ id: 'new', reentryOf: 's1', state: 'QUEUED' });
    expect(done.change.facts[1]).toMatchObject({ kind: 'STARTED', lastHuman: { agentId: 'A', at: ten } });
  });

  test('SES-7 a message at the very end of the hold finds the session closed: no re-entry', () => {
    const open = anActiveSession({ state: 'ENDING', endedAt: ten, holdUntil: at('10:20:00') });
    const done = decideBuyerMessage(known({ open }), request, at('10:20:00'));
    expect(done.change.sessions[0]).toMatchObject({ closeReason: 'SYSTEM_HOLD_EXPIRED', closedAt: at('10:20:00') });
    expect(done.session).toMatchObject({ id: 'new', reentryOf: null });
  });

  test('SES-12 a message after the idle close was due opens a new session', () => {
    const open = anActiveSession({ lastAgentMessageAt: ten, waitingSince: null });
    const done = decideBuyerMessage(known({ open }), request, at('10:20:01'));
    expect(done.change.sessions[0]).toMatchObject({ closeReason: 'SYSTEM_IDLE', closedAt: at('10:20:00') });
    expect(done.session.id).toBe('new');
  });

  test('RTE-10 the session starts with the last human contact the buyer had', () => {
    const buyer = { ...b1, lastHuman: { agentId: 'B', at: at('09:00:00') } };
    expect(decideBuyerMessage(known({ buyer }), request, ten).change.facts[0]).toMatchObject({
      kind: 'STARTED',
      lastHuman: { agentId: 'B' },
    });
  });

  test('INV-3 a message delivered before changes nothing, even if its session has closed', () => {
    const first = decideBuyerMessage(known(), request, ten);
    const stored = { session: { ...first.session, state: 'CLOSED' as const }, message: first.message };
    expect(decideBuyerMessage(known({ stored }), request, at('11:00:00'))).toEqual({
      outcome: 'done',
      ...stored,
      change: { sessions: [], messages: [], buyers: [], facts: [] },
    });
  });
});
