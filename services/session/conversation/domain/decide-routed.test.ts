import { agentGone, losesAgent } from './agent-gone';
import { decideRouted, type RoutedOutcome } from './decide-routed';
import { promptMessage } from './priority-prompt';
import { anActiveSession, aSession, at, b1, ten } from './example-session';

const now = at('10:05:00');
const assigned: RoutedOutcome = {
  fact: { kind: 'ASSIGNED', agentId: 'A', cause: 'EVEN', revision: 1, shopVersion: 5, at: now },
  closed: null,
};
const left: RoutedOutcome = {
  fact: { kind: 'LEFT_MESSAGE', revision: 1, at: now, closed: { period: 'p1', receptionHours: '10:00-19:00', until: null } },
  closed: {
    period: 'p1',
    template: null,
    noticeId: 'n',
    faq: { entries: [], terms: { timeZone: 'Asia/Shanghai', language: 'zh' } },
    asked: [],
    hours: { receptionHours: '10:00-19:00', nextOpeningAt: null, timeZone: 'Asia/Shanghai', language: 'zh' },
  },
};

describe('decideRouted', () => {
  test('SES-1 an assignment makes it ACTIVE', () => {
    expect(decideRouted(aSession(), b1, assigned, null, now)).toMatchObject({
      change: { sessions: [{ state: 'ACTIVE', agentId: 'A', assignedVersion: 5, routingRevision: 1 }] },
    });
  });

  test.each([
    ['older', aSession({ routingRevision: 2 })],
    ['equal', aSession({ routingRevision: 1 })],
    ['for an ENDING session', anActiveSession({ state: 'ENDING', routingRevision: 0 })],
    ['for a CLOSED session', aSession({ state: 'CLOSED' })],
  ])('INV-3 an outcome that is %s changes nothing', (_name, session) => {
    expect(decideRouted(session, b1, assigned, null, now)).toEqual({ outcome: 'stale' });
  });

  const queued: RoutedOutcome = { fact: { kind: 'QUEUED', revision: 2, at: now }, closed: null };
  const open = ['BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE'] as const;

  test.each(open)('SES-4 whatever routing decides about a session that is %s is a move the table knows', (state) => {
    for (const outcome of [assigned, queued, left]) {
      const newer = { ...outcome, fact: { ...outcome.fact, revision: 2 } };
      const session = state === 'ACTIVE' ? anActiveSession() : aSession({ state });
      expect(decideRouted(session, b1, newer, null, now)).toMatchObject({ outcome: 'changed' });
    }
  });

  test('RTE-62 an agent gives the session back: it waits, and is no longer the agent’s for a cause', () => {
    expect(decideRouted(anActiveSession(), b1, queued, null, now)).toMatchObject({
      change: { sessions: [{ state: 'QUEUED', cause: null, queuedSince: now, routingRevision: 2 }] },
    });
  });

  test.each([
    ['17:59:59', 0],
    ['18:00:00', 1],
  ])('RTE-50 prompted at 10:00, assigned again at %s', (time, shown) => {
    const prompt = promptMessage('p', { title: 'MEMBER', skipped: 'QUEUE' }, 'zh');
    const first = decideRouted(aSession(), b1, { ...assigned, prompt }, null, ten);
    expect(first).toMatchObject({
      change: {
        messages: [{ sender: 'AUTO', autoKind: 'PRIORITY_PROMPT', text: '会员专属客服\n已跳过排队直连人工' }],
        buyers: [{ promptedAt: ten }],
      },
    });
    const again = decideRouted(aSession(), { ...b1, promptedAt: ten }, { ...assigned, prompt }, null, at(time));
    expect(again).toMatchObject({ change: { messages: { length: shown }, sessions: [{ state: 'ACTIVE' }, ...(shown ? [{}] : [])] } });
  });

  test('RTE-50 who loses the session at once (RTE-61) gets no prompt', () => {
    const prompt = promptMessage('p', { title: 'PRIORITY', skipped: 'BOT' }, 'en');
    expect(decideRouted(aSession(), b1, { ...assigned, prompt }, 6, now)).toMatchObject({ change: { messages: [], buyers: [] } });
  });

  test('SCH-14 SCH-15 SCH-18 a message left while closed gets the notice once per buyer and closed period', () => {
    const first = decideRouted(aSession(), b1, left, null, now);
    expect(first).toMatchObject({
      change: {
        sessions: [{ state: 'LEFT_MESSAGE' }, { state: 'LEFT_MESSAGE', counts: { AUTO: 1 }, lastSender: 'AUTO', waitingSince: ten }],
        messages: [
          { sender: 'AUTO', autoKind: 'CLOSED_NOTICE', ordinal: 2, text: expect.stringMatching(/不在工作时间.*10:00-19:00.*留言/) },
        ],
        buyers: [{ closedNoticePeriod: 'p1' }],
      },
    });
    const again = decideRouted(aSession(), { ...b1, closedNoticePeriod: 'p1' }, left, null, now);
    expect(again).toMatchObject({ change: { messages: [] } });
    expect(decideRouted(aSession(), { ...b1, closedNoticePeriod: 'p0' }, left, null, now)).toMatchObject({
      change: { messages: [{ ordinal: 2 }] },
    });
  });

  test('SCH-14 a message left because nobody was available gets no closed notice', () => {
    expect(decideRouted(aSession(), b1, { ...left, closed: null }, null, now)).toMatchObject({
      change: { messages: [], sessions: [{ state: 'LEFT_MESSAGE' }] },
    });
  });

  test('RTE-61 an agent who went OFFLINE after the assignment loses the session at once', () => {
    expect(decideRouted(aSession(), b1, assigned, 6, now)).toMatchObject({
      change: { sessions: [{ state: 'ACTIVE' }, { state: 'QUEUED', returnedAt: now }], facts: [{ kind: 'RETURNED', agentId: 'A' }] },
    });
    expect(decideRouted(aSession({ waitingSince: null }), b1, assigned, 6, now)).toMatchObject({
      change: { sessions: [{ state: 'ACTIVE' }, { state: 'CLOSED', closeReason: 'AGENT_OFFLINE' }], facts: [{ kind: 'CLOSED' }] },
    });
    expect(decideRouted(aSession(), b1, assigned, 4, now)).toMatchObject({ change: { facts: [] } });
  });

  test.each(['OFFLINE_LIST', 'OWNER', 'PROXY', 'MANUAL'])('RES-25 a session given by %s outlives the OFFLINE', (cause) => {
    expect(losesAgent(anActiveSession({ cause }), 9)).toBe(false);
  });

  test('RES-81 who is no longer active in the shop loses every conversation', () => {
    expect(losesAgent(anActiveSession({ cause: 'MANUAL' }), 'INACTIVE')).toBe(true);
    expect(losesAgent(anActiveSession({ state: 'ENDING' }), 'INACTIVE')).toBe(false);
  });

  test("RES-81 with the last word the buyer's it goes back to routing, answered it closes", () => {
    const waiting = anActiveSession({ waitingSince: at('10:01:00') });
    expect(agentGone(waiting, b1, now)).toMatchObject({
      sessions: [{ state: 'QUEUED', returnedAt: now, waitingSince: at('10:01:00'), closeReason: null }],
      facts: [{ kind: 'RETURNED', agentId: 'A', waitingSince: at('10:01:00') }],
    });
    expect(agentGone(anActiveSession({ waitingSince: null }), b1, now)).toMatchObject({ facts: [{ kind: 'CLOSED' }] });
  });

  test('RES-38 an ENDING session keeps its hold; an ACTIVE one that is answered closes', () => {
    expect(losesAgent(anActiveSession({ state: 'ENDING' }), 9)).toBe(false);
    expect(losesAgent(anActiveSession(), 9)).toBe(true);
    expect(agentGone(anActiveSession({ waitingSince: null }), b1, now)).toMatchObject({
      sessions: [{ closeReason: 'AGENT_OFFLINE', closedAt: now }],
    });
  });
});
