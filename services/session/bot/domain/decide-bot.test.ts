import { decideBotMessage, decideToHuman } from './decide-bot';
import { anActiveSession, aSession, at, b1 } from '../../conversation/domain/example-session';
import type { PendingMessage } from '../../conversation/domain/append-message';
import { tellAgain } from '../../conversation/domain/undecided';

const now = at('10:05:00');
const hello: PendingMessage = {
  ...{ id: 'm2', sender: 'BOT', agentId: null, type: 'TEXT', source: null, autoKind: null, text: 'Hello!' },
  ...{ channelMessageId: null, channelSentAt: null },
};
const withBot = aSession({ state: 'BOT', routingRevision: 1, queuedSince: null });

test('SES-4 the bot speaks in a session that is with it; the buyer’s question stays unanswered by a human (MET-4)', () => {
  expect(decideBotMessage(withBot, hello, now)).toMatchObject({
    outcome: 'done',
    message: { sender: 'BOT', ordinal: 2, text: 'Hello!' },
    session: { state: 'BOT', lastSender: 'BOT', waitingSince: withBot.waitingSince, firstReplyAt: null },
    change: { facts: [{ kind: 'RECORDED' }] },
  });
});

test.each([
  ['waits', aSession({ routingRevision: 1 }), false],
  ['is not decided about', aSession(), true],
  ['is with an agent', anActiveSession(), false],
])('SES-4 the bot is refused in a session that %s', (_is, session, retryable) => {
  expect(decideBotMessage(session, hello, now)).toMatchObject({ outcome: 'refused', code: 'ILLEGAL_TRANSITION', retryable });
});

test('RTE-15, RTE-16 a human is asked for: the session waits, undecided, and routing is told with what is known', () => {
  const lastHuman = { agentId: 'A', at: at('09:00:00') };
  const done = decideToHuman(withBot, { ...b1, lastHuman }, now);
  expect(done).toMatchObject({
    session: { state: 'QUEUED', returnedAt: now, queuedSince: now },
    change: { facts: [{ kind: 'TO_HUMAN', lastHuman }] },
  });
  if (done.outcome === 'refused' || !done.session) throw new Error('It was refused');
  const known = { buyer: b1, opening: {} as never, timeZone: 'Asia/Shanghai' };
  expect(tellAgain(done.session, known, at('10:05:10'))).toMatchObject({ since: now, change: { facts: [{ kind: 'TO_HUMAN' }] } });
});

test.each([
  ['nothing about it', null, { skills: [{ name: 'order', level: 1 }], language: null }],
  ['something else', { skills: [], language: 'en' }, { skills: [], language: 'en' }],
])('RTE-15 a human is asked for with %s: routing is told what is asked from now on', (_what, needs, told) => {
  const asking = { ...withBot, origin: { entryPoint: 'PAGE', needs: { skills: [{ name: 'order', level: 1 }], language: null } } };
  const origin = { entryPoint: 'PAGE', needs: told };
  expect(decideToHuman(asking, b1, now, needs)).toMatchObject({
    session: { origin },
    change: { sessions: [{ origin }], facts: [{ kind: 'TO_HUMAN', session: { origin } }] },
  });
});

test.each([
  ['waits already', aSession({ routingRevision: 2 })],
  ['is with a human', anActiveSession()],
])('INV-3 asking in a session that %s changes nothing', (_is, session) => {
  expect(decideToHuman(session, b1, now, { skills: [], language: 'en' })).toEqual({
    outcome: 'done',
    session,
    change: { sessions: [], messages: [], buyers: [], facts: [] },
  });
});

test('a buyer without an open session has nothing to hand over', () => {
  expect(decideToHuman(null, b1, now)).toMatchObject({ code: 'SESSION_NOT_FOUND', field: 'buyer' });
  expect(decideBotMessage(null, hello, now)).toMatchObject({ code: 'SESSION_NOT_FOUND', field: 'buyer' });
});
