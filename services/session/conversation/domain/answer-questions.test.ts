import { anAnswer, lamp } from '../../knowledge/domain/example-faq';
import { answerQuestions } from './answer-questions';
import { noContent, unchanged, type PendingMessage } from './append-message';
import { decideBuyerMessage, type BuyerMessageCase } from './decide-buyer-message';
import { decideRouted, type AskedMessage, type RoutedOutcome } from './decide-routed';
import { anActiveSession, aSession, at, b1, messageTerms, ten } from './example-session';
import { unknownOrigin, type Message, type Session } from './session';
import { transition } from './transition';

const faq = {
  entries: [
    anAnswer('shipping', ['多久发货', '发货'], { answer: '{productName}48小时内发货,接待时间{receptionHours}' }),
    anAnswer('returns', ['退货']),
  ],
  terms: { timeZone: 'Asia/Shanghai', language: 'zh', botFirst: true } as const,
};
const closed = { period: 'p1', receptionHours: '10:00-19:00', until: at('18:00:00') };
const left = (more: Partial<Session> = {}): Session =>
  aSession({ state: 'LEFT_MESSAGE', routingRevision: 1, queuedSince: null, product: lamp, closed, ...more });
const texts = ({ messages }: { readonly messages: readonly Message[] }): (string | null)[] => messages.map(({ text }) => text);

describe('answerQuestions', () => {
  test('SCH-16 each question is answered by an AUTO message with product and hours, one answer of each entry; no answer ends the wait', () => {
    const asked = ['多久发货', '在吗', '今天发货吗', '怎么退货'].map((text, index) => ({ text, answerId: `a${index}` }));
    const { session, change } = answerQuestions(left(), asked, faq, at('10:05:00'));
    expect(change.messages).toMatchObject([
      { id: 'a0', ordinal: 2, sender: 'AUTO', source: 'AUTO', autoKind: 'FAQ_ANSWER', text: '台灯48小时内发货,接待时间10:00-19:00' },
      { id: 'a3', ordinal: 3, text: 'returns!' },
    ]);
    expect(change.facts.map(({ kind }) => kind)).toEqual(['RECORDED', 'RECORDED']);
    expect(session).toMatchObject({ counts: { AUTO: 2 }, waitingSince: ten, firstReplyAt: null });
  });

  test('SCH-16 only a closed shop answers so', () => {
    expect(answerQuestions(left({ closed: null }), [{ text: '退货', answerId: 'a' }], faq, at('10:05:00')).change.messages).toEqual([]);
  });
});

describe('a session that is left as a message of a closed shop', () => {
  const message = (ordinal: number, text: string | null, more: Partial<Message> = {}): AskedMessage => ({
    message: {
      id: `m${ordinal}`,
      sessionId: 's1',
      shopId: 'S',
      buyerId: 'b1',
      ordinal,
      sender: 'BUYER',
      agentId: null,
      type: 'TEXT',
      source: null,
      autoKind: null,
      text,
      channel: 'KUAISHOU',
      channelMessageId: null,
      channelSentAt: null,
      recordedAt: ten,
      ...noContent,
      ...unchanged,
      ...more,
    },
    answerId: `a${ordinal}`,
  });
  const hours = { receptionHours: closed.receptionHours, nextOpeningAt: closed.until, ...faq.terms };
  const outcome = (...asked: AskedMessage[]): RoutedOutcome => ({
    fact: { kind: 'LEFT_MESSAGE', revision: 2, at: at('10:05:00'), closed },
    closed: { period: 'p1', template: '休息{receptionHours}', noticeId: 'n', hours, faq, asked },
  });
  const decided = (session: Session, buyer = b1, ...asked: AskedMessage[]) => {
    const decision = decideRouted(session, buyer, outcome(...asked), null, at('10:05:00'));
    if (decision.outcome !== 'changed') throw new Error(decision.outcome);
    return decision.change;
  };

  test('SCH-16 RES-59 the notice comes first, then the answer, which does not use the notice up', () => {
    const change = decided(aSession({ product: lamp }), b1, message(1, '多久发货'));
    expect(texts(change)).toEqual(['休息10:00-19:00', '台灯48小时内发货,接待时间10:00-19:00']);
    expect(change.buyers).toMatchObject([{ closedNoticePeriod: 'p1' }]);
    expect(change.sessions.at(-1)).toMatchObject({ state: 'LEFT_MESSAGE', questionsSeen: 1, closed, counts: { AUTO: 2 } });
  });

  test('SCH-16 SCH-18 who has had the notice of this period is only answered; who asks nothing common gets the notice only', () => {
    expect(texts(decided(aSession(), { ...b1, closedNoticePeriod: 'p1' }, message(1, '退货')))).toEqual(['returns!']);
    expect(texts(decided(aSession(), b1, message(1, '在吗')))).toEqual(['休息10:00-19:00']);
    expect(texts(decided(aSession(), { ...b1, closedNoticePeriod: 'p1' }, message(1, null)))).toEqual([]);
  });

  test('SCH-16 what was looked at before, what a human has answered, and what others wrote is not answered', () => {
    const buyer = { ...b1, closedNoticePeriod: 'p1' };
    expect(texts(decided(aSession({ questionsSeen: 1 }), buyer, message(1, '退货')))).toEqual([]);
    expect(
      texts(
        decided(aSession({ waitingSince: at('10:03:00') }), buyer, message(1, '退货'), message(2, '发货', { recordedAt: at('10:03:00') })),
      ),
    ).toEqual([]);
    expect(texts(decided(aSession({ waitingSince: null }), buyer, message(1, '退货')))).toEqual([]);
    expect(texts(decided(aSession(), buyer, message(1, '退货', { sender: 'AGENT' })))).toEqual([]);
  });

  test('SCH-16 INV-3 the same outcome a second time changes nothing', () => {
    const after = decided(aSession(), b1, message(1, '退货')).sessions.at(-1)!;
    expect(decideRouted(after, b1, outcome(message(1, '退货')), null, at('10:06:00'))).toEqual({ outcome: 'stale' });
  });

  test('SCH-16 an agent, the queue, or another place of left messages end the closed time', () => {
    for (const fact of [
      { kind: 'ASSIGNED', agentId: 'A', cause: 'EVEN', revision: 3, shopVersion: 1, at: ten },
      { kind: 'QUEUED', revision: 3, at: ten },
      { kind: 'LEFT_MESSAGE', revision: 3, at: ten, closed: null },
    ] as const)
      expect(transition(left(), fact, at('18:00:00'))).toMatchObject({ session: { closed: null } });
  });
});

describe('a buyer who writes again while the shop is closed', () => {
  const pending = (text: string | null): PendingMessage => ({
    id: 'm',
    sender: 'BUYER',
    agentId: null,
    type: 'TEXT',
    source: null,
    autoKind: null,
    text,
    channelMessageId: 'c',
    channelSentAt: null,
  });
  const policy = aSession().policy;
  const writes = (open: Session, text: string, now: Date, product = null as typeof lamp | null) => {
    const known: BuyerMessageCase = {
      buyer: { ...b1, closedNoticePeriod: 'p1' },
      open,
      terms: { ...faq.terms, policy, orders: { validityDays: 30, afterSalesDays: 3 }, ...messageTerms },
      stored: null,
      entryOrder: null,
      faq: faq.entries,
    };
    return decideBuyerMessage(known, { newSessionId: 'new', pending: pending(text), origin: unknownOrigin, product, answerId: 'a' }, now);
  };

  test('SCH-16 SCH-18 a second question is answered as well, without another notice', () => {
    const done = writes(left(), '怎么退货', at('17:59:59'));
    expect(done.change.messages).toMatchObject([
      { sender: 'BUYER', ordinal: 2 },
      { id: 'a', sender: 'AUTO', autoKind: 'FAQ_ANSWER', ordinal: 3, text: 'returns!' },
    ]);
    expect(done).toMatchObject({ message: { sender: 'BUYER' }, session: { questionsSeen: 2, counts: { AUTO: 1 } } });
  });

  test('SCH-16 the product of the message is the one it is answered for', () => {
    expect(texts(writes(left(), '多久发货', at('11:00:00'), { ...lamp, name: '吊灯' }).change)).toEqual([
      '多久发货',
      '吊灯48小时内发货,接待时间10:00-19:00',
    ]);
  });

  test('SCH-16 from the next opening on, and with an agent, nothing is answered by the system', () => {
    expect(texts(writes(left(), '怎么退货', at('18:00:00')).change)).toEqual(['怎么退货']);
    expect(writes(left(), '怎么退货', at('18:00:00')).session.questionsSeen).toBe(0);
    expect(texts(writes(anActiveSession({ lastAgentMessageAt: ten }), '怎么退货', at('10:01:00')).change)).toEqual(['怎么退货']);
  });

  test('SCH-16 a shop without a planned opening answers until it opens', () => {
    expect(texts(writes(left({ closed: { ...closed, until: null } }), '怎么退货', at('23:00:00')).change)).toHaveLength(2);
  });
});
