import { appendMessage, type PendingMessage } from '../../conversation/domain/append-message';
import { decideAgentMessage } from '../../conversation/domain/decide-agent-command';
import { anActiveSession, aSession, b1, messageTerms } from '../../conversation/domain/example-session';
import type { Session, ShopTerms } from '../../conversation/domain/session';

const terms: ShopTerms = {
  ...{ timeZone: 'Asia/Shanghai', language: 'zh', botFirst: false, policy: aSession().policy },
  orders: { validityDays: 30, afterSalesDays: 3 },
  ...messageTerms,
  outboundQuota: { messages: 5, hours: 48 },
};
const pending = (sender: PendingMessage['sender']): PendingMessage => ({
  ...{ id: 'm', sender, agentId: sender === 'AGENT' ? 'A' : null, type: 'TEXT', source: null, autoKind: null, text: 'x' },
  ...{ channelMessageId: null, channelSentAt: null },
});
const wrote = new Date('2026-03-02T02:00:00.000Z');
const after = (hours: number, ms = 0): Date => new Date(wrote.getTime() + hours * 3_600_000 + ms);
/** No idle time closes it, so that only the quota speaks. */
const quiet = { ...aSession().policy, idleAfterAgentMinutes: null, idleAfterBuyerMinutes: null };
const opened = appendMessage(anActiveSession({ policy: quiet }), pending('BUYER'), wrote).session;
const says = (session: Session, now = after(1), of = terms) => {
  const account = { id: 'A', active: true, mayEndOthers: false };
  return decideAgentMessage({ session, buyer: b1, account, terms: of }, pending('AGENT'), now);
};
const saysOften = (times: number, from = opened): Session => {
  let session = from;
  for (let sent = 0; sent < times; sent += 1) {
    const done = says(session);
    if (done.outcome === 'refused') throw new Error(done.message);
    session = done.session;
  }
  return session;
};

test('SES-31 after each message of the buyer so many are said; the next is refused, and nothing of it is kept', () => {
  const full = saysOften(5);
  expect(says(full)).toMatchObject({ outcome: 'refused', code: 'QUOTA', field: 'sessionId' });
  const again = appendMessage(full, pending('BUYER'), after(2)).session;
  expect(says(saysOften(4, again), after(3)).outcome).toBe('done');
  expect(says(saysOften(5, again), after(3)).outcome).toBe('refused');
});

test('SES-31 and so many hours: exactly 48 are within them, a millisecond more is not', () => {
  expect(says(opened, after(48)).outcome).toBe('done');
  expect(says(opened, after(48, 1))).toMatchObject({ code: 'QUOTA' });
});

test('SES-31 a shop without a quota says what it likes, and what the system says counts for nobody', () => {
  expect(says(saysOften(5), after(49), { ...terms, outboundQuota: null }).outcome).toBe('done');
  const noticed = appendMessage(opened, pending('AUTO'), after(1)).session;
  expect(saysOften(5, noticed).sentSince).toBe(5);
});
