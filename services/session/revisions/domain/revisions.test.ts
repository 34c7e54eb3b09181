import { noContent, unchanged } from '../../conversation/domain/append-message';
import { anActiveSession, at, messageTerms, ten } from '../../conversation/domain/example-session';
import { aSession } from '../../conversation/domain/example-session';
import type { Message, ShopTerms } from '../../conversation/domain/session';
import { decideBuyerRecall, decideEdit, decideRecall } from './decide-revision';
import { editDelivered } from './edit-delivered';
import type { MessageCase } from './message-case';

const terms: ShopTerms = {
  ...{ timeZone: 'Asia/Shanghai', language: 'zh', botFirst: false, policy: aSession().policy },
  orders: { validityDays: 30, afterSalesDays: 3 },
  ...messageTerms,
};
const theBuyers = (more: Partial<Message> = {}): Message => ({
  ...{ id: 'm1', sessionId: 's1', shopId: 'S', buyerId: 'b1', ordinal: 1, sender: 'BUYER', agentId: null, type: 'TEXT' },
  ...{ source: null, autoKind: null, text: '在吗', channel: 'KUAISHOU', channelMessageId: 'c1', channelSentAt: null, recordedAt: ten },
  ...noContent,
  ...unchanged,
  ...more,
});
const theAgents = (more: Partial<Message> = {}): Message =>
  theBuyers({ id: 'm2', ordinal: 2, sender: 'AGENT', agentId: 'A', text: '您好', channelMessageId: null, ...more });
const known = (message: Message | null, more: Partial<MessageCase> = {}): MessageCase => ({
  ...{ message, session: anActiveSession(), account: { id: 'A', active: true }, terms },
  ...more,
});
const delivered = (message: Message, text: string, when: Date | null = null) =>
  editDelivered({ session: anActiveSession(), message }, { text }, { at: when }, at('10:01:00'));

describe('SES-3 a message that its buyer edits', () => {
  test('has the new text, keeps the old one, and leaves its session and its instant alone', () => {
    const done = delivered(theBuyers(), '在吗?');
    expect(done.message).toMatchObject({ text: '在吗?', revision: 1, editedAt: at('10:01:00'), recordedAt: ten });
    expect(done.change).toMatchObject({ sessions: [], messages: [], buyers: [], facts: [{ kind: 'EDITED' }] });
    expect(done.change.revised).toMatchObject([{ revision: { number: 1, kind: 'EDITED', text: '在吗', agentId: null } }]);
    expect(done.session).toEqual(anActiveSession());
  });

  test('INV-3 the same text again changes nothing', () => {
    expect(delivered(theBuyers(), '在吗').change.facts).toEqual([]);
  });

  test('INV-5 of edits in any order the one that the channel dates latest counts', () => {
    const later = delivered(theBuyers(), 'later', at('10:00:30')).message;
    expect(delivered(later, 'earlier', at('10:00:29.999')).message.text).toBe('later');
    expect(delivered(later, 'same instant', at('10:00:30')).message.text).toBe('later');
    expect(delivered(later, 'latest', at('10:00:30.001')).message).toMatchObject({ text: 'latest', revision: 2 });
  });

  test('after a recall changes nothing', () => {
    const gone = theBuyers({ text: null, recalledAt: ten, revision: 1 });
    expect(delivered(gone, 'back again')).toMatchObject({ message: { text: null }, change: { facts: [] } });
  });
});

describe('SES-3 a message that its buyer recalls', () => {
  test('says nothing any more; what it said is kept', () => {
    const done = decideBuyerRecall(known(theBuyers({ reference: 'media-7' }), { account: null }), at('10:30:00'));
    expect(done).toMatchObject({ outcome: 'done', message: { text: null, reference: null, recalledAt: at('10:30:00'), revision: 1 } });
    expect('change' in done && done.change).toMatchObject({
      sessions: [],
      facts: [{ kind: 'RECALLED' }],
      revised: [{ revision: { kind: 'RECALLED', text: '在吗', reference: 'media-7' } }],
    });
  });

  test('INV-3 a second time changes nothing', () => {
    const gone = theBuyers({ text: null, recalledAt: ten, revision: 1 });
    expect(decideBuyerRecall(known(gone), at('10:30:00'))).toMatchObject({ outcome: 'done', change: { facts: [] } });
  });

  test('that was not delivered yet may come', () => {
    expect(decideBuyerRecall(known(null), ten)).toMatchObject({ code: 'MESSAGE_NOT_FOUND', field: 'channelMessageId', retryable: true });
  });
});

describe('SES-3 an agent', () => {
  test.each([
    ['2 min', at('10:02:00'), 'done'],
    ['2 min 1 ms', at('10:02:00.001'), 'refused'],
  ])('recalls and edits within the shop’s minutes: after %s', (_after, now, outcome) => {
    expect(decideRecall(known(theAgents()), now).outcome).toBe(outcome);
    expect(decideEdit(known(theAgents()), '您好!', now).outcome).toBe(outcome);
  });

  test('does neither where the shop gives no minutes', () => {
    const never = { terms: { ...terms, recallMinutes: 0 } };
    expect(decideRecall(known(theAgents(), never), ten)).toMatchObject({ code: 'MESSAGE_FIXED', field: 'messageId' });
  });

  test('may do so after the session has closed, and what was said is kept', () => {
    const closed = { session: anActiveSession({ state: 'CLOSED' }) };
    const done = decideEdit(known(theAgents(), closed), '亲,您好', at('10:01:00'));
    expect(done).toMatchObject({ outcome: 'done', message: { text: '亲,您好', revision: 1 } });
    expect('change' in done && done.change.revised).toMatchObject([{ revision: { text: '您好', agentId: 'A' } }]);
  });

  test.each([
    ['of a colleague', theAgents({ agentId: 'B' }), {}, 'NOT_ASSIGNED'],
    ['of the buyer', theBuyers(), {}, 'NOT_ASSIGNED'],
    ['that is none', null, {}, 'MESSAGE_NOT_FOUND'],
    ['as an account that is gone', theAgents(), { account: { id: 'A', active: false } }, 'FORBIDDEN'],
  ])('is refused a message %s', (_of, message, more, code) => {
    expect(decideRecall(known(message, more), ten)).toMatchObject({ outcome: 'refused', code });
    expect(decideEdit(known(message, more), 'x', ten)).toMatchObject({ outcome: 'refused', code });
  });

  test('INV-3 recalls twice as once, and edits nothing that is recalled', () => {
    const gone = theAgents({ text: null, recalledAt: ten, revision: 1 });
    expect(decideRecall(known(gone), at('10:30:00'))).toMatchObject({ outcome: 'done', change: { facts: [] } });
    expect(decideEdit(known(gone), 'x', ten)).toMatchObject({ code: 'MESSAGE_FIXED' });
  });
});
