import fc from 'fast-check';
import fetch from 'kafkajs/src/protocol/requests/fetch';
import produce from 'kafkajs/src/protocol/requests/produce';
import { correctCodec } from './kafka-codec';
import { decodeFetch, encodeFetch, withoutEmpty, type FetchRequest } from './kafka-fetch';
import { encodeProduce, isPlain, type ProduceRequest } from './kafka-produce';

// The client's own, taken before it is corrected.
const theirs = { produce: produce.protocol, fetch: fetch.protocol };
const now = 1_767_225_600_123;

beforeAll(() => jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterAll(() => jest.useRealTimers());

const text = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 80 }), fc.constant('在吗'.repeat(40)));
const message = fc.record({
  key: fc.uuid(),
  value: text,
  headers: fc.dictionary(fc.string({ minLength: 1 }), text, { noNullPrototype: true }),
});
const partition = fc.record({
  partition: fc.nat(30),
  firstSequence: fc.nat(),
  messages: fc.array(message, { minLength: 1, maxLength: 4 }),
});
const produced: fc.Arbitrary<ProduceRequest> = fc.record({
  acks: fc.constantFrom(-1, 0, 1),
  timeout: fc.constant(30_000),
  compression: fc.constant(0),
  transactionalId: fc.constant(undefined),
  producerId: fc.nat().map(String),
  producerEpoch: fc.nat(30_000),
  topicData: fc.array(
    fc.record({
      topic: fc.constantFrom('session-started', 'shop-changed.dead'),
      partitions: fc.array(partition, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** Everything a record may be, more than our services write. */
const anyMessage = fc.record({
  key: fc.option(fc.uuid()),
  value: fc.option(text.map((each) => Buffer.from(each))),
  timestamp: fc.option(fc.integer({ min: 0, max: 2 ** 42 }).map(String), { nil: undefined }),
  headers: fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })), {
    noNullPrototype: true,
  }),
});
const anyPartition = fc.record({
  partition: fc.nat(30),
  firstSequence: fc.nat(),
  messages: fc.array(anyMessage, { minLength: 1, maxLength: 4 }),
});

const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value | 0);
  return bytes;
};
const long = (value: number): Buffer => Buffer.concat([int(Math.floor(value / 2 ** 32)), int(value)]);
const short = (value: number): Buffer => int(value).subarray(2);

interface Shape {
  /** Bytes of a batch that did not fit. */
  readonly cut: number;
  readonly attributes?: number;
}

/** A broker's answer with one topic of these partitions, their batches encoded by the client itself, and an empty one. */
async function answerOf(
  partitions: readonly (typeof anyPartition extends fc.Arbitrary<infer P> ? P : never)[],
  { cut, attributes }: Shape,
): Promise<Buffer> {
  const parts = await Promise.all(
    partitions.map(async (each) => {
      const args = { ...idle, topicData: [{ topic: 't', partitions: [each] }] };
      const { buffer } = await theirs.produce({ version: 7 })(args).request.encode();
      const batch = Buffer.from(buffer.subarray(2 + 2 + 4 + 4 + 3 + 4 + 4 + 4));
      if (attributes !== undefined) batch.writeInt16BE(attributes, 21);
      const records = Buffer.concat([batch, batch.subarray(0, Math.min(cut, batch.length - 1))]);
      const aborted = Buffer.concat([int(1), long(77), long(5)]);
      const head = Buffer.concat([int(each.partition), short(0), long(12), long(2 ** 40), long(-1), aborted, int(-1)]);
      return Buffer.concat([head, int(records.length), records]);
    }),
  );
  const empty = Buffer.concat([int(99), short(0), long(0), long(0), long(0), int(-1), int(-1), int(-1)]);
  return Buffer.concat([int(3), short(0), int(0), int(1), short(1), Buffer.from('t'), int(parts.length + 1), ...parts, empty]);
}

const idle = { acks: -1, timeout: 1, compression: 0, producerId: '7', producerEpoch: 1 };
const nothing: FetchRequest = { maxWaitTime: 1, minBytes: 1, maxBytes: 1, topics: [] };

it('a produce request is the client’s own, byte by byte', async () => {
  await fc.assert(
    fc.asyncProperty(produced, fc.constantFrom(3, 7), async (request, version) => {
      expect(isPlain(request)).toBe(true);
      const own = await theirs.produce({ version })(request).request.encode();
      expect(encodeProduce(request, now).equals(own.buffer)).toBe(true);
    }),
  );
});

it('a fetch request is the client’s own, byte by byte', async () => {
  const requests: fc.Arbitrary<FetchRequest> = fc.record({
    maxWaitTime: fc.nat(),
    minBytes: fc.constant(1),
    maxBytes: fc.nat(),
    isolationLevel: fc.constantFrom(0, 1),
    rackId: fc.constantFrom('', 'rack-1'),
    replicaId: fc.constant(-1),
    topics: fc.array(
      fc.record({
        topic: fc.constantFrom('session-started', 'message-recorded'),
        partitions: fc.array(fc.record({ partition: fc.nat(30), fetchOffset: fc.maxSafeNat().map(String), maxBytes: fc.nat() }), {
          maxLength: 4,
        }),
      }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const own = await theirs.fetch({ version: 11 })(request).request.encode();
      expect(encodeFetch(request).equals(own.buffer)).toBe(true);
    }),
  );
});

it('a fetch answer is read as the client reads it, cut off anywhere', async () => {
  const { response } = theirs.fetch({ version: 11 })(nothing);
  const attributes = fc.constantFrom(undefined, 0x08, 0x10, 0x20);
  await fc.assert(
    fc.asyncProperty(fc.array(anyPartition, { maxLength: 3 }), fc.nat(200), attributes, async (partitions, cut, flags) => {
      const answer = await answerOf(partitions, { cut, ...(flags === undefined ? {} : { attributes: flags }) });
      expect(decodeFetch(answer)).toEqual(await response.decode(answer));
    }),
  );
});

describe('corrected', () => {
  beforeAll(correctCodec);
  const plain = { key: 'k', value: 'v', headers: { a: 'b' } };

  it.each([
    ['a value of bytes', { ...plain, value: Buffer.from('v') }],
    ['no key', { ...plain, key: null }],
    ['a time of its own', { ...plain, timestamp: '5' }],
    ['a header that comes twice', { ...plain, headers: { a: ['b', 'c'] } }],
    ['no headers', { key: 'k', value: 'v' }],
  ])('a message with %s goes the client’s own way', async (_, message) => {
    const request = { ...idle, topicData: [{ topic: 't', partitions: [{ partition: 0, firstSequence: 0, messages: [plain, message] }] }] };
    expect(isPlain(request)).toBe(false);
    const [own, corrected] = [theirs.produce({ version: 7 })(request), produce.protocol({ version: 7 })(request)];
    expect((await corrected.request.encode()).buffer.equals((await own.request.encode()).buffer)).toBe(true);
  });

  it('a transaction and a compressed request go the client’s own way', () => {
    const topicData = [{ topic: 't', partitions: [{ partition: 0, firstSequence: 0, messages: [plain] }] }];
    expect(isPlain({ ...idle, topicData })).toBe(true);
    expect(isPlain({ ...idle, topicData, transactionalId: 'tx' })).toBe(false);
    expect(isPlain({ ...idle, topicData, compression: 1 })).toBe(false);
  });

  it('partitions that say nothing are left out, one with an error is not', async () => {
    const answer = await answerOf(
      [{ partition: 4, firstSequence: 0, messages: [{ ...plain, value: Buffer.from('v'), timestamp: undefined }] }],
      { cut: 0 },
    );
    const { responses } = await fetch.protocol({ version: 11 })(nothing).response.decode(answer);
    expect(responses.map(({ partitions }) => partitions.map((each) => each.partition))).toEqual([[4]]);
    const failed = { ...responses[0]!.partitions[0]!, messages: [], errorCode: 6 };
    const whole = { throttleTime: 0, clientSideThrottleTime: 0, errorCode: 0, sessionId: 0 };
    const kept = (partition: typeof failed) =>
      withoutEmpty({ ...whole, responses: [{ topicName: 't', partitions: [partition] }] }).responses;
    expect(kept(failed)).toHaveLength(1);
    expect(kept({ ...failed, errorCode: 0, preferredReadReplica: 2 })).toHaveLength(1);
    expect(kept({ ...failed, errorCode: 0 })).toEqual([]);
  });

  it('compressed records are left to the client', async () => {
    const records = [{ key: 'k', value: Buffer.from('v'), timestamp: undefined, headers: {} }];
    const own = await theirs
      .produce({ version: 7 })({
        ...idle,
        compression: 1,
        topicData: [{ topic: 't', partitions: [{ partition: 2, firstSequence: 0, messages: records }] }],
      })
      .request.encode();
    const set = own.buffer.subarray(2 + 2 + 4 + 4 + 3 + 4 + 4);
    const answer = Buffer.concat([
      int(0),
      short(0),
      int(0),
      int(1),
      short(1),
      Buffer.from('t'),
      int(1),
      int(2),
      short(0),
      long(1),
      long(1),
      long(0),
      int(-1),
      int(-1),
      set,
    ]);
    expect(() => decodeFetch(answer)).toThrow('Compressed');
    const { responses } = await fetch.protocol({ version: 11 })(nothing).response.decode(answer);
    expect(responses[0]?.partitions[0]?.messages.map(({ key, value }) => `${key} ${value}`)).toEqual(['k v']);
  });
});
