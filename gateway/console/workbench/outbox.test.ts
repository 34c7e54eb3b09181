import { Refusal } from '../api/refusal';
import { Outbox, type Sent } from './outbox';

jest.useFakeTimers();

const message = (id: string, sessionId = 's') => ({ id, shopId: 'shop', sessionId, text: id, at: 0 });
const passing = new Refusal({ code: 'UNREACHABLE', message: 'away', retryable: true });
const final = new Refusal({ code: 'SESSION_CLOSED', message: 'closed', retryable: false });

function box(answer: (sent: Sent, attempt: number) => void) {
  const delivered: string[] = [];
  const attempts = new Map<string, number>();
  const outbox = new Outbox(async (sent) => {
    const attempt = (attempts.get(sent.id) ?? 0) + 1;
    attempts.set(sent.id, attempt);
    await Promise.resolve();
    answer(sent, attempt);
    delivered.push(sent.id);
  });
  const states = () => outbox.all().map(({ id, state }) => `${id} ${state}`);
  return { outbox, delivered, attempts, states };
}

const settled = () => jest.advanceTimersByTimeAsync(60_000);

it('sends one after the other within a session, by the id of its own', async () => {
  const { outbox, delivered, states } = box(() => undefined);
  for (const id of ['a', 'b', 'c']) outbox.add(message(id));
  expect(states()).toEqual(['a SENDING', 'b SENDING', 'c SENDING']);
  await settled();
  expect([delivered, states()]).toEqual([['a', 'b', 'c'], []]);
});

it('waits while nobody answers, in order, and tries with the same id', async () => {
  const { outbox, delivered, attempts } = box((sent, attempt) => {
    if (sent.id === 'a' && attempt < 4) throw passing;
  });
  outbox.add(message('a'));
  outbox.add(message('b'));
  await jest.advanceTimersByTimeAsync(100);
  expect(delivered).toEqual([]);
  await settled();
  expect([delivered, attempts.get('a')]).toEqual([['a', 'b'], 4]);
});

it('a refused one stops its session, not others, until it is given up', async () => {
  const { outbox, delivered, states } = box(({ id }) => {
    if (id === 'a') throw final;
  });
  outbox.add(message('a'));
  outbox.add(message('b'));
  outbox.add(message('c', 'other'));
  await settled();
  expect([delivered, states()]).toEqual([['c'], ['a REFUSED', 'b SENDING']]);
  outbox.discard('a');
  await settled();
  expect([delivered, states()]).toEqual([['c', 'b'], []]);
});
