import { noContent, unchanged } from './append-message';
import { anActiveSession, aSession, at, b1, ten } from './example-session';
import type { Message } from './session';
import { timerAfter } from './timers';
import { tellAgain } from './undecided';

const opening: Message = {
  id: 'm',
  sessionId: 's1',
  shopId: 'S',
  buyerId: 'b1',
  ordinal: 1,
  sender: 'BUYER',
  agentId: null,
  type: 'TEXT',
  source: null,
  autoKind: null,
  text: '在吗',
  channel: 'KUAISHOU',
  channelMessageId: null,
  channelSentAt: null,
  recordedAt: ten,
  ...noContent,
  ...unchanged,
};
const known = { buyer: b1, opening, timeZone: 'Asia/Shanghai' };

describe('a session that routing has not decided about', () => {
  test('INV-4 its start is told again after 10 s, and after pauses that double up to 10 minutes', () => {
    expect(tellAgain(aSession(), known, at('10:00:10'))).toMatchObject({
      since: ten,
      change: { sessions: [], facts: [{ kind: 'STARTED', opening: { id: 'm' } }] },
      deadline: { kind: 'DECISION', dueAt: at('10:00:20') },
    });
    expect(tellAgain(aSession(), known, at('10:00:40'))?.deadline.dueAt).toEqual(at('10:01:20'));
    expect(tellAgain(aSession(), known, at('12:00:00'))?.deadline.dueAt).toEqual(at('12:10:00'));
  });

  test('RES-81 its return is told again when that is what routing has not answered', () => {
    const returned = anActiveSession({ state: 'QUEUED', returnedAt: at('10:05:00') });
    expect(timerAfter(anActiveSession(), returned, at('10:05:00'))).toEqual({ kind: 'DECISION', dueAt: at('10:05:10') });
    expect(tellAgain(returned, known, at('10:05:10'))).toMatchObject({
      since: at('10:05:00'),
      change: { facts: [{ kind: 'RETURNED', agentId: 'A', waitingSince: ten }] },
    });
  });

  test.each([
    ['decided to queue it', aSession({ routingRevision: 1 })],
    ['given it to an agent', anActiveSession()],
    ['left it as a message', aSession({ state: 'LEFT_MESSAGE', routingRevision: 1 })],
    ['nothing to do with it any more', aSession({ state: 'CLOSED' })],
  ])('nothing is told when routing has %s', (_name, session) => expect(tellAgain(session, known, at('10:30:00'))).toBeNull());
});
