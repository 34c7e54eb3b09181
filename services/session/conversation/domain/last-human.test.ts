import { appendMessage, type PendingMessage } from './append-message';
import { mustMove } from './close-session';
import { anActiveSession, aSession, at, b1, ten } from './example-session';
import { humanContact, type Session } from './session';

const said = (sender: 'BUYER' | 'AGENT' | 'AUTO', agentId: string | null = null): PendingMessage => ({
  id: 'm',
  sender,
  agentId,
  type: 'TEXT',
  source: null,
  autoKind: null,
  text: '在吗',
  channelMessageId: null,
  channelSentAt: null,
});

/** A session after some messages, one minute apart from 10:01 on; a letter is an agent's, `.` the buyer's, `!` the system's. */
const talk = (messages: string, session: Session = anActiveSession()): Session =>
  [...messages].reduce((before, sign, minute) => {
    const pending = sign === '.' ? said('BUYER') : sign === '!' ? said('AUTO') : said('AGENT', sign);
    return appendMessage(before, pending, at(`10:${String(minute + 1).padStart(2, '0')}:00`)).session;
  }, session);

describe('RES-31 the last contact with a human', () => {
  it.each([
    ['nobody wrote but the buyer', '..', null],
    ['only the system wrote', '.!', null],
    ['RTE-10 the agent wrote last', '.A', { agentId: 'A', at: at('10:02:00') }],
    ['the buyer wrote last', 'A.', { agentId: 'A', at: at('10:02:00') }],
    ['the system wrote after them', 'A.!', { agentId: 'A', at: at('10:02:00') }],
    ['RTE-14 two agents wrote', 'A.B', { agentId: 'B', at: at('10:03:00') }],
    ['RTE-14 the first of them came back', 'AB.A', { agentId: 'A', at: at('10:04:00') }],
  ])('when %s', (_, messages, expected) => {
    expect(humanContact(talk(messages))).toEqual(expected);
  });

  it('RTE-14 is with the one who wrote, not with the one it was given to afterwards', () => {
    expect(humanContact({ ...talk('A.'), agentId: 'B' })).toEqual({ agentId: 'A', at: at('10:02:00') });
  });

  it('stays that of an earlier session when nobody answered in this one', () => {
    const earlier = { ...b1, lastHuman: { agentId: 'A', at: ten } };
    const closed = mustMove(aSession(), earlier, { kind: 'CLOSED', reason: 'BUYER_LEFT' }, at('11:00:00'));
    expect(closed.buyer.lastHuman).toEqual({ agentId: 'A', at: ten });
  });

  it('dates from the last message, not from the close', () => {
    const closed = mustMove(talk('.A.'), b1, { kind: 'CLOSED', reason: 'SYSTEM_IDLE' }, at('16:03:00'));
    expect(closed.buyer.lastHuman).toEqual({ agentId: 'A', at: at('10:03:00') });
  });
});
