import { anActiveSession, at, b1 } from '../../conversation/domain/example-session';
import { markAgentRead, markBuyerRead } from './mark-read';

const now = at('10:05:00');
const session = anActiveSession({ counts: { BUYER: 3, AGENT: 1, BOT: 0, AUTO: 0, SYSTEM: 0 } });
const known = (of = session, id = 'A') => ({ session: of, buyer: b1, account: { id, active: true, mayEndOthers: true } });

test('SES-20 what an agent has read is not answered: who waits still waits, since when it did', () => {
  const done = markAgentRead(3)(known(), now);
  expect(done).toMatchObject({
    session: { agentReadTo: 3, buyerReadTo: 0, waitingSince: session.waitingSince },
    change: { messages: [], facts: [{ kind: 'READ', by: 'AGENT', ordinal: 3 }] },
  });
});

test('INV-3 a mark never goes back, goes no further than the last message, and is told once', () => {
  const read = anActiveSession({ ...session, agentReadTo: 3 });
  for (const ordinal of [3, 2, 0])
    expect(markAgentRead(ordinal)(known(read), now)).toMatchObject({ session: { agentReadTo: 3 }, change: { facts: [] } });
  expect(markAgentRead(99)(known(), now)).toMatchObject({ session: { agentReadTo: 4 } });
});

test('only the session’s agent has read it, and the buyer reads for itself', () => {
  expect(markAgentRead(1)(known(session, 'B'), now)).toMatchObject({ code: 'NOT_ASSIGNED' });
  expect(markBuyerRead(2)(session, b1, now)).toMatchObject({
    session: { agentReadTo: 0, buyerReadTo: 2 },
    change: { facts: [{ by: 'BUYER' }] },
  });
  expect(markBuyerRead(2)(null, null, now)).toMatchObject({ outcome: 'done', session: null, change: { facts: [] } });
});
