import { asksBatch, headsBatch, readAsk, readHeads } from './control-messages';

const shopId = '01900000-0000-7000-8000-000000000001';
const first = (batch: Map<string, { key: string; value: string }[]>) => {
  const [[topic, [message]]] = [...batch] as [[string, [{ key: string; value: string }]]];
  return { topic, key: Buffer.from(message.key), value: Buffer.from(message.value) };
};

it('what an owner says is read as it was written, of its own streams only', () => {
  const heads = [
    { stream: 'session-started' as const, incarnation: 1, seq: 7 },
    { stream: 'session-routed' as const, incarnation: 1, seq: 9 },
  ];
  const { topic, key, value } = first(headsBatch('session', [{ shopId, heads }]));
  expect(topic).toBe('session.heads');
  expect(readHeads('session', key, value)).toEqual({ shopId, heads: [heads[0]] });
});

it('a request is read as it was written', () => {
  const ask = { shopId, stream: 'session-started' as const, incarnation: 1, from: 3, consumer: 'routing' };
  const { topic, key, value } = first(asksBatch([ask]));
  expect([topic, readAsk(key, value)]).toEqual(['republish-asked', ask]);
});

it.each([
  ['no JSON', '{'],
  ['another shop than its key', JSON.stringify({ shopId: '01900000-0000-7000-8000-000000000002', heads: [] })],
  ['a stream that is none', JSON.stringify({ shopId, heads: [{ stream: 'x', incarnation: 1, seq: 1 }] })],
  ['a number that is none', JSON.stringify({ shopId, heads: [{ stream: 'session-started', incarnation: 1, seq: -1 }] })],
])('a record with %s says nothing', (_, value) => {
  expect(readHeads('session', Buffer.from(shopId), Buffer.from(value))).toBeUndefined();
});
