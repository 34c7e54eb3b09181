import { anEntry, lamp } from '../../knowledge/domain/example-faq';
import { decideFaqClick } from './decide-faq-click';
import type { BuyerMessageCase, BuyerMessageRequest } from './decide-buyer-message';
import { aSession, anActiveSession, at, b1, messageTerms, ten } from './example-session';
import { unknownOrigin, type Session, type ShopTerms } from './session';

const terms: ShopTerms = {
  timeZone: 'Asia/Shanghai',
  language: 'zh',
  policy: { version: 3, holdMinutes: 20, idleAfterAgentMinutes: 20, idleAfterBuyerMinutes: 360 },
  botFirst: false,
  orders: { validityDays: 90, afterSalesDays: 15 },
  ...messageTerms,
};
const known = (open: Session | null): BuyerMessageCase => ({ buyer: b1, open, terms, stored: null, entryOrder: null, faq: [] });
const request: BuyerMessageRequest = {
  newSessionId: 's9',
  origin: unknownOrigin,
  product: null,
  answerId: 'm2',
  pending: {
    ...{ id: 'm1', sender: 'BUYER', agentId: null, type: 'TEXT', source: null, autoKind: null, text: '按钮上的字' },
    ...{ channelMessageId: null, channelSentAt: null },
  },
};
const shipping = anEntry('shipping', { question: '多久发货', answer: '48小时内发货' });

describe('KB-4 a click on a question of the card', () => {
  it('SES-3 opens a session and is answered by the system, KB-5 so that nobody waits', () => {
    const { session, message, change } = decideFaqClick(known(null), request, shipping, ten);
    expect(message).toMatchObject({ type: 'FAQ_CLICK', sender: 'BUYER', text: '多久发货', ordinal: 1 });
    expect(change.messages.at(-1)).toMatchObject({ sender: 'AUTO', autoKind: 'FAQ_ANSWER', text: '48小时内发货', ordinal: 2, id: 'm2' });
    expect(session).toMatchObject({ id: 's9', state: 'QUEUED', openingType: 'FAQ_CLICK', waitingSince: null, lastBuyerMessageAt: ten });
    expect(change.facts.map(({ kind }) => kind)).toEqual(['STARTED', 'RECORDED', 'FAQ_CLICKED', 'RECORDED']);
  });

  it('RES-66 leaves the duty of a text before it', () => {
    const open = anActiveSession({ waitingSince: at('09:00:00') });
    expect(decideFaqClick(known(open), request, shipping, ten).session).toMatchObject({ id: 's1', waitingSince: at('09:00:00') });
  });

  it('SES-9 during ENDING opens another session', () => {
    const open = anActiveSession({ state: 'ENDING', endedAt: ten, endedBy: 'A', holdUntil: at('10:20:00') });
    const { session, change } = decideFaqClick(known(open), request, shipping, at('10:05:00'));
    expect(session).toMatchObject({ id: 's9', reentryOf: 's1' });
    expect(change.sessions[0]).toMatchObject({ id: 's1', closeReason: 'REENTRY' });
  });

  it.each([
    ['whose entry is gone', null],
    ['whose entry is switched off', anEntry('off', { enabled: false })],
    ['whose answer names a product that is unknown', anEntry('p', { answer: '{productName}48小时内发货' })],
    ['whose answer names hours of a shop that is open', anEntry('h', { answer: '{receptionHours}在线' })],
  ])('RES-80 %s is a text with the words that were shown', (_, entry) => {
    const { session, message, change } = decideFaqClick(known(null), request, entry, ten);
    expect(message).toMatchObject({ type: 'TEXT', text: '按钮上的字' });
    expect(session).toMatchObject({ openingType: 'TEXT', waitingSince: ten });
    expect(change.messages).toHaveLength(1);
  });

  it('SCH-16 names product and hours where they are known, and is answered once', () => {
    const closed = { period: 'p', receptionHours: '10:00-19:00', until: at('12:00:00') };
    const open = aSession({ state: 'LEFT_MESSAGE', closed, questionsSeen: 1 });
    const entry = anEntry('h', { question: '几点上班', answer: '{productName}:{receptionHours}' });
    const faq = [{ ...entry, phrases: ['几点上班'] }];
    const { session, change } = decideFaqClick({ ...known(open), faq }, { ...request, product: lamp }, entry, ten);
    expect(change.messages.map(({ text }) => text)).toEqual(['几点上班', '台灯:10:00-19:00']);
    expect(session).toMatchObject({ questionsSeen: 2, counts: { BUYER: 2, AUTO: 1 } });
  });

  it('INV-3 delivered again changes nothing', () => {
    const first = decideFaqClick(known(null), request, shipping, ten);
    const again = decideFaqClick({ ...known(first.session), stored: first }, request, shipping, ten);
    expect(again).toMatchObject({ message: first.message, change: { messages: [], facts: [] } });
  });
});
