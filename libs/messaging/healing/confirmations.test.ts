import pino from 'pino';
import type { InboxEvent } from '../inbox/inbox-event';
import type { WireMessage } from '../kafka/envelope';
import { createConfirmations } from './confirmations';

const shopId = '01900000-0000-7000-8000-000000000001';

const event = (incarnation: number, sequence: number): InboxEvent => ({
  id: `e${sequence}`,
  topic: 'session-started',
  type: 'started',
  shopId,
  subject: 's',
  incarnation,
  sequence,
  traceparent: null,
  value: {},
  text: '{}',
  origin: '',
  problem: null,
});

function reader() {
  const asks: unknown[] = [];
  const produce = (batches: ReadonlyMap<string, readonly WireMessage[]>): Promise<void> => {
    for (const messages of batches.values()) asks.push(...messages.map(({ value }) => JSON.parse(value) as unknown));
    return Promise.resolve();
  };
  const confirmations = createConfirmations({ consumer: 'routing', bus: { produce }, log: pino({ level: 'silent' }) });
  const told = (incarnation: number): void => confirmations.told({ shopId, heads: [{ stream: 'session-started', incarnation, seq: 9 }] });
  return { asks, confirmations, told };
}

it('the owner is asked, and its word confirms what has come, in order', async () => {
  const { asks, confirmations, told } = reader();
  const waiting = Promise.all([confirmations.wait(event(2, 1)), confirmations.wait(event(2, 2))]);
  await confirmations.round();
  await confirmations.round();
  expect(asks).toEqual([{ consumer: 'routing', shopId, stream: 'session-started', incarnation: 2, from: 1 }]);
  told(2);
  expect((await waiting).map(({ sequence, confirmed, problem }) => [sequence, confirmed, problem])).toEqual([
    [1, true, null],
    [2, true, null],
  ]);
});

it('what the owner does not know is refused, under a subject of its own', async () => {
  const { confirmations, told } = reader();
  const waiting = confirmations.wait(event(7, 1));
  told(1);
  expect(await waiting).toMatchObject({ refused: true, subject: 'refused e1', problem: 'its incarnation is not known to its owner' });
});
