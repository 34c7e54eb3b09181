import fc from 'fast-check';
import { topics } from '#libs/contracts/index';
import { fromWire, toWire, type OutboxRow, type WireMessage } from './envelope';

const id = '0199aabb-ccdd-7eef-8011-223344556677';
const shopId = '01900000-0000-7000-8000-000000000001';

const row: OutboxRow = {
  stream: 'session-started',
  shopId,
  incarnation: 2,
  seq: 7,
  id,
  type: 'started',
  subject: 's-1',
  occurredAt: new Date('2026-03-02T02:00:00.123Z'),
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  value: `{"shopId":"${shopId}","b":1.10,"a":"在吗"}`,
};

const read = (topic: string, message: WireMessage, over: Record<string, string> = {}) => {
  const headers = Object.entries({ ...message.headers, ...over }).map(([name, value]) => [name, Buffer.from(value)] as const);
  return fromWire(topic, Buffer.from(message.key), Buffer.from(message.value), Object.fromEntries(headers));
};

it('is CloudEvents in binary mode, keyed by shop, with the stored text unchanged', () => {
  expect(toWire('session', row)).toEqual({
    key: shopId,
    value: row.value,
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: '/services/session',
      ce_type: 'session-started.started',
      ce_time: '2026-03-02T02:00:00.123Z',
      ce_subject: 's-1',
      ce_dataschema: 'urn:jiedai:session-started.started:1',
      ce_partitionkey: shopId,
      'content-type': 'application/json',
      sequence: '7',
      incarnation: '2',
      traceparent: row.traceparent,
    },
  });
});

it('is read as it was written', () => {
  const rows = fc.record({
    stream: fc.constantFrom(...topics),
    shopId: fc.uuid(),
    incarnation: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    id: fc.uuid(),
    type: fc.constantFrom('started', 'left-message'),
    subject: fc.uuid(),
    occurredAt: fc.date({ noInvalidDate: true }),
    traceparent: fc.option(fc.constant('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')),
    value: fc.object().map((value) => JSON.stringify(value)),
  });
  fc.assert(
    fc.property(rows, (written) => {
      const decoded = read(written.stream, toWire('session', written));
      const { stream: topic, seq: sequence, value: text, occurredAt: _, ...same } = written;
      expect(decoded).toEqual({ event: { ...same, topic, sequence, text, value: JSON.parse(text) as unknown } });
    }),
  );
});

it.each([
  ['an id that is none', { ce_id: 'x' }],
  ['a type of another topic', { ce_type: 'session-ended.ended' }],
  ['no number', { sequence: '' }],
  ['a number below 1', { sequence: '0' }],
  ['a broken number', { sequence: '1.5' }],
  ['an incarnation that is none', { incarnation: 'two' }],
])('a record with %s is none of ours', (_, over) => {
  expect(read('session-started', toWire('session', row), over)).toHaveProperty('problem');
});

it('a record whose value is of another shop than its key is none of ours', () => {
  const other = '01900000-0000-7000-8000-000000000002';
  expect(read('session-started', { ...toWire('session', row), key: other })).toHaveProperty('problem');
});

it('a dead letter bears no number: several services write them', () => {
  const { headers } = toWire('metrics', { ...row, stream: 'session-started.dead' });
  expect(headers).not.toHaveProperty('sequence');
  expect(headers).not.toHaveProperty('incarnation');
});

it('broken JSON keeps its position and its text, without the zero character no database stores', () => {
  const decoded = read('session-started', { ...toWire('session', row), value: '{"a":\u0000' });
  expect(decoded).toMatchObject({ event: { sequence: 7, value: undefined, text: '{"a":\uFFFD' } });
});
