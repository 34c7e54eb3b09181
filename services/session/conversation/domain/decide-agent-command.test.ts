import { noMarks } from '../../desk/domain/session-marks';
import type { PendingMessage } from './append-message';
import { nothing } from './change';
import { decideAgentMessage, decideEnd, type AgentCase } from './decide-agent-command';
import { anActiveSession, aSession, at, b1, ten } from './example-session';

const now = at('10:05:00');
const pending: PendingMessage = {
  id: 'm',
  sender: 'AGENT',
  agentId: 'A',
  type: 'TEXT',
  source: 'TYPED',
  autoKind: null,
  text: '您好',
  channelMessageId: null,
  channelSentAt: null,
};
const account = { id: 'A', active: true, mayEndOthers: false };
const known = (overrides: Partial<AgentCase> = {}): AgentCase => ({ session: anActiveSession(), buyer: b1, account, ...overrides });

describe('commands of agents', () => {
  test('SES-20 an answer ends the wait and is the first reply', () => {
    expect(decideAgentMessage(known(), pending, now)).toMatchObject({
      message: { ordinal: 2, agentId: 'A', source: 'TYPED' },
      session: { waitingSince: null, firstReplyAt: now, firstReplyBy: 'A', lastReplyBy: 'A', lastSender: 'AGENT' },
    });
  });

  test('SES-1 the first reply stays the first', () => {
    const session = anActiveSession({ firstReplyAt: ten, firstReplyBy: 'B' });
    expect(decideAgentMessage(known({ session }), pending, now)).toMatchObject({
      session: { firstReplyAt: ten, firstReplyBy: 'B', lastReplyBy: 'A' },
    });
  });

  test.each([
    ['unknown', null, 'A', 'SESSION_NOT_FOUND', false],
    ["another agent's", anActiveSession(), 'B', 'NOT_ASSIGNED', false],
    ['a waiting one', aSession(), 'A', 'NOT_ASSIGNED', true],
    ['an ENDING one', anActiveSession({ state: 'ENDING', holdUntil: at('10:20:00') }), 'A', 'ILLEGAL_TRANSITION', false],
    ['a CLOSED one', anActiveSession({ state: 'CLOSED' }), 'A', 'ILLEGAL_TRANSITION', false],
    [
      'one whose idle close is due',
      anActiveSession({ assignedAt: at('09:40:00'), lastAgentMessageAt: at('09:45:00'), waitingSince: null }),
      'A',
      'ILLEGAL_TRANSITION',
      false,
    ],
  ])('SES-4 messages and ends of %s session are refused', (_name, session, id, code, mayYetCome) => {
    const chosen = known({ session, account: { ...account, id } });
    expect(decideAgentMessage(chosen, pending, now)).toMatchObject({ outcome: 'refused', code, mayYetCome });
    expect(decideEnd(false)(chosen, now)).toMatchObject({ outcome: 'refused', code, mayYetCome });
  });

  test('PRM-2 an account that is no longer active is refused', () => {
    expect(decideAgentMessage(known({ account: { ...account, active: false } }), pending, now)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('SES-6 ending takes it off the list but does not close it', () => {
    expect(decideEnd(true)(known(), now)).toMatchObject({
      session: { state: 'ENDING', closedAt: null },
      change: { facts: [{ kind: 'ENDED', agentId: 'A' }] },
    });
  });

  test('SES-8 with a hold of 0 the only fact is the close', () => {
    const session = anActiveSession();
    const done = decideEnd(true)(known({ session: { ...session, policy: { ...session.policy, holdMinutes: 0 } } }), now);
    expect(done).toMatchObject({ session: { state: 'CLOSED' }, change: { facts: [{ kind: 'CLOSED' }] } });
  });

  test("SES-10 RES-92 while the buyer's last word has no answer, an end that is not confirmed ends nothing", () => {
    expect(decideEnd(false)(known(), now)).toMatchObject({ session: { state: 'ACTIVE' }, unanswered: true, change: nothing });
    const confirmed = decideEnd(true)(known(), now);
    expect(confirmed).toMatchObject({ session: { state: 'ENDING' }, change: { facts: [{ kind: 'ENDED', unanswered: true }] } });
    expect(confirmed).not.toHaveProperty('unanswered');
  });

  test.each([
    ['answered', { waitingSince: null, lastAgentMessageAt: ten }],
    ['marked as solved', { marks: { ...noMarks, solved: { by: 'A', at: ten } } }],
  ])('SES-10 RES-92 a session that is %s ends without being confirmed', (_is, over) => {
    expect(decideEnd(false)(known({ session: anActiveSession(over) }), now)).toMatchObject({ session: { state: 'ENDING' } });
  });

  test("SES-6 a manager ends another agent's session; the agent stays its agent", () => {
    const done = decideEnd(true)(known({ account: { id: 'boss', active: true, mayEndOthers: true } }), now);
    expect(done).toMatchObject({ session: { state: 'ENDING', agentId: 'A', endedBy: 'boss' } });
  });
});
