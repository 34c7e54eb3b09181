import { record, type PendingMessage } from '../../conversation/domain/append-message';
import { nothing } from '../../conversation/domain/change';
import type { AgentCase } from '../../conversation/domain/decide-agent-command';
import { decideBuyerMessage } from '../../conversation/domain/decide-buyer-message';
import { anActiveSession, aSession, at, b1, messageTerms, ten } from '../../conversation/domain/example-session';
import { unknownOrigin, type Session } from '../../conversation/domain/session';
import { transition } from '../../conversation/domain/transition';
import { markSession, saveNote } from './decide-marks';
import { isDifficult, noMarks, type SessionMarks } from './session-marks';

const account = { id: 'A', active: true, mayEndOthers: false };
const known = (over: Partial<AgentCase> = {}): AgentCase => ({ session: anActiveSession(), buyer: b1, account, ...over });
const marked = (marks: Partial<SessionMarks>): Session => anActiveSession({ marks: { ...noMarks, ...marks } });
const now = at('10:05:00');

function done(decided: ReturnType<ReturnType<typeof markSession>>): Session {
  if (decided.outcome === 'refused') throw new Error(decided.message);
  return decided.session;
}

describe('marks', () => {
  test('SES-21 difficult is set and taken away, and it is remembered when', () => {
    const hard = done(markSession({ difficult: true })(known(), now));
    expect(hard.marks.difficultTurns).toEqual([now]);
    const easy = done(markSession({ difficult: false })(known({ session: hard }), at('10:06:00')));
    expect([isDifficult(hard.marks), isDifficult(easy.marks)]).toEqual([true, false]);
    expect(easy.marks.difficultTurns).toEqual([now, at('10:06:00')]);
  });

  test('SES-21 of very many turns the oldest are forgotten, two by two', () => {
    let session = anActiveSession();
    for (let turn = 1; turn <= 41; turn += 1)
      session = done(markSession({ difficult: turn % 2 === 1 })(known({ session }), at('10:06:00')));
    expect(session.marks.difficultTurns).toHaveLength(19);
    expect(isDifficult(session.marks)).toBe(true);
  });

  test('SES-10 solved names who said so first and when; it can be taken back', () => {
    const solved = done(markSession({ solved: true })(known(), now));
    expect(solved.marks.solved).toEqual({ by: 'A', at: now });
    expect(done(markSession({ solved: true })(known({ session: solved }), at('10:06:00'))).marks.solved).toEqual({ by: 'A', at: now });
    expect(done(markSession({ solved: false })(known({ session: solved }), now)).marks.solved).toBeNull();
  });

  test('RES-84 what is absent or null stays, and what changes nothing is told to nobody', () => {
    const session = marked({ tags: ['VIP'], difficultTurns: [ten], solved: { by: 'B', at: ten } });
    expect(markSession({ difficult: null, tags: ['VIP'] })(known({ session }), now)).toEqual({ outcome: 'done', session, change: nothing });
    expect(done(markSession({ tags: [] })(known({ session }), now)).marks).toEqual({ ...session.marks, tags: [] });
  });

  test('a tag given twice is one', () => {
    expect(done(markSession({ tags: ['VIP', 'late', 'VIP'] })(known(), now)).marks.tags).toEqual(['VIP', 'late']);
  });

  test('SES-30 a note names who wrote it; it is kept on transfer, and the fact tells who marked', () => {
    const noted = saveNote('call back 15:00')(known(), now);
    expect(noted).toMatchObject({ change: { facts: [{ kind: 'MARKED', by: 'A', at: now }] } });
    const moved = transition(done(noted), { kind: 'ASSIGNED', agentId: 'B', cause: 'MANUAL', revision: 2, shopVersion: 6, at: now }, now);
    expect(moved).toMatchObject({ session: { agentId: 'B', marks: { note: { text: 'call back 15:00', by: 'A', at: now } } } });
    expect(saveNote('call back 15:00')(known({ session: done(noted) }), at('10:06:00'))).toMatchObject({ change: nothing });
    expect(done(saveNote(null)(known({ session: done(noted) }), now)).marks.note).toBeNull();
  });

  test.each([
    ['of somebody else', anActiveSession({ agentId: 'B' }), 'NOT_ASSIGNED', false],
    ['that waits for an agent', aSession(), 'NOT_ASSIGNED', true],
    ['that nobody knows', null, 'SESSION_NOT_FOUND', false],
  ])('SES-30 a session %s is not marked by an agent', (_is, session, code, mayYetCome) => {
    expect(markSession({ difficult: true })(known({ session }), now)).toMatchObject({ outcome: 'refused', code, mayYetCome });
    expect(saveNote('x')(known({ session }), now)).toMatchObject({ outcome: 'refused', code, mayYetCome });
  });

  test.each(['QUEUED', 'ENDING', 'CLOSED'] as const)('SES-21 a manager marks a session that is %s', (state) => {
    const session = anActiveSession({ agentId: 'B', state });
    const manager = { id: 'boss', active: true, mayEndOthers: true };
    expect(isDifficult(done(markSession({ difficult: true })(known({ session, account: manager }), now)).marks)).toBe(true);
  });
});

test('SES-9 SES-30 who writes during the hold finds the note and the mark “difficult” again, not that it was solved', () => {
  const note = { text: 'call back 15:00', by: 'A', at: ten };
  const marks = { difficultTurns: [ten], solved: { by: 'A', at: ten }, tags: ['VIP'], note };
  const open = anActiveSession({ state: 'ENDING', endedAt: ten, holdUntil: at('10:20:00'), marks });
  const terms = { timeZone: 'Asia/Shanghai', language: 'zh' as const, botFirst: false, policy: open.policy, ...messageTerms };
  const known = {
    buyer: b1,
    open,
    terms: { ...terms, orders: { validityDays: 30, afterSalesDays: 3 } },
    stored: null,
    entryOrder: null,
    faq: [],
  };
  const pending: PendingMessage = {
    ...{ id: 'm', sender: 'BUYER', agentId: null, type: 'TEXT', source: null, autoKind: null, text: '还在吗' },
    ...{ channelMessageId: null, channelSentAt: null },
  };
  const request = { newSessionId: 'new', pending, origin: unknownOrigin, product: null, answerId: 'a' };
  expect(decideBuyerMessage(known, request, now).session).toMatchObject({ id: 'new', reentryOf: 's1', marks: { ...marks, solved: null } });
});

describe('SES-10 a buyer who writes into a session that is marked as solved', () => {
  const said = (text: string): PendingMessage => ({
    ...{ id: 'm', sender: 'BUYER', agentId: null, type: 'TEXT', source: null, autoKind: null, text },
    ...{ channelMessageId: null, channelSentAt: null },
  });
  const solved = marked({ solved: { by: 'A', at: ten }, tags: ['VIP'] });

  test('asks again: it is solved no longer, and its other marks stay', () => {
    expect(record(solved, said('那发票呢'), now).session.marks).toEqual({ ...noMarks, tags: ['VIP'] });
  });

  test('with thanks only, leaves it solved', () => {
    expect(record(solved, said('谢谢！'), now).session.marks).toEqual(solved.marks);
  });
});
