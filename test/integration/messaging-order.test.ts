import { deadTopic, topics } from '#libs/contracts/index';
import { groupOf, toWire, type OutboxRow, type WireMessage } from '#libs/messaging/index';
import { passesByItself } from '#libs/platform/database/database-fault';
import { newId } from '#libs/platform/process/ids';
import { lagOf, type PartitionPosition } from '#infra/replay/lag';
import {
  connectBus,
  countSeen,
  ended,
  findPlaces,
  online,
  openOwner,
  openReader,
  seenOf,
  soon,
  streams,
  upTo,
  withBroker,
  type Owner,
  type Places,
  type Reader,
} from './messaging-house';

jest.setTimeout(120_000);

const writers = 12;
const transactionsPerWriter = 72;
const shops = [newId(), newId(), newId(), newId()];

let places: Places;
let owners: Owner[];
let readers: Reader[];

beforeAll(async () => {
  places = await findPlaces();
  owners = [openOwner(places), openOwner(places)];
  readers = [openReader(places), openReader(places)];
  for (const owner of owners) await owner.relay.start();
  for (const reader of readers) await reader.consumer.start();
});

afterAll(async () => {
  await Promise.all([...owners, ...readers].map((each) => each.close()));
});

/** One writer's transactions: some of one shop, some of two, in either order, so that counters are fought for. */
async function write(owner: Owner, writer: number): Promise<void> {
  for (let round = 0; round < transactionsPerWriter; round += 1) {
    const [one, other] = [shops[(writer + round) % 4]!, shops[(writer * 7 + round * 3) % 4]!];
    const events = [ended(one), online(other), ended(other), online(one), ended(one), online(other)];
    // On a busy machine the database may refuse one in time, and whether it was stored stays open: the outbox is what counts.
    await owner.publish(events).catch(orAgain);
  }
}

const orAgain = (error: unknown): void => {
  if (!passesByItself(error)) throw error;
};

it('12 writers, two relays, two readers: over 5,000 events arrive once each and in order, per stream and shop', async () => {
  await Promise.all(upTo(writers).map((writer) => write(owners[writer % 2]!, writer)));
  expect((await outboxRows()).length).toBeGreaterThanOrEqual(5_000);
  await expectSound();
});

/** The readers have written down all that is in the outbox, once each and in its order, and nothing else. */
async function expectSound(): Promise<void> {
  const stored = await outboxRows();
  await soon(async () => expect(await countSeen(readers[0]!, ...shops)).toBeGreaterThanOrEqual(stored.length));
  const rows = await seenOf(readers[0]!, ...shops);
  expect(rows.length).toBe(stored.length);
  for (const shop of shops)
    for (const stream of streams) {
      const mine = rows.filter((row) => row.shop_id === shop && row.stream === stream);
      expect(mine.map(({ seq }) => seq)).toEqual(upTo(mine.length));
      const published = stored.filter((row) => row.shopId === shop && row.stream === stream);
      expect(mine.map(({ event_id }) => event_id)).toEqual(published.map(({ id }) => id));
    }
  expect(readers.flatMap(({ fatal }) => fatal)).toEqual([]);
}

const outboxRows = (): Promise<OutboxRow[]> =>
  owners[0]!.workerDb.transaction([], (tx) =>
    tx.query(
      {
        name: 'test-outbox',
        text: `SELECT stream, shop_id AS "shopId", incarnation, seq, id, type, subject, occurred_at AS "occurredAt", traceparent, value
          FROM outbox ORDER BY stream, shop_id, incarnation, seq`,
      },
      [],
    ),
  );

it('duplicates in any order change nothing', async () => {
  const rows = (await outboxRows()).slice(0, 400);
  const batches = new Map<string, WireMessage[]>(streams.map((stream) => [stream, []]));
  for (const row of [...rows].reverse()) batches.get(row.stream)!.push(toWire('session', row));
  const before = readers.reduce((sum, { consumer }) => sum + consumer.stats().done, 0);
  await owners[0]!.bus.produce(batches);
  await soon(() =>
    expect(readers.reduce((sum, { consumer }) => sum + consumer.stats().done, 0)).toBeGreaterThanOrEqual(before + rows.length),
  );
  await expectSound();
});

it('a replay from offset 0 changes nothing', async () => {
  for (const reader of readers) await reader.close();
  await withBroker(places.brokers, async (admin) => {
    const groupId = groupOf(places.reader);
    const ends = new Map<string, readonly { partition: number; low: string; high: string }[]>();
    for (const topic of streams) {
      ends.set(topic, await admin.fetchTopicOffsets(topic));
      await soon(() => admin.resetOffsets({ groupId, topic, earliest: true }));
    }
    readers = [openReader(places)];
    await readers[0]!.consumer.start();
    await soon(async () => {
      const positions = (await admin.fetchOffsets({ groupId, topics: [...streams] })).flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }): PartitionPosition => {
          const { low, high } = ends.get(topic)!.find((end) => end.partition === partition)!;
          return { low: BigInt(low), high: BigInt(high), committed: BigInt(offset) };
        }),
      );
      expect(lagOf(positions)).toBe(0n);
    });
  });
  await expectSound();
});

it('every topic and its dead twin exist, none is compacted, snapshots are kept for ever', () =>
  withBroker(places.brokers, async (admin) => {
    expect(await admin.listTopics()).toEqual(expect.arrayContaining(topics.flatMap((topic) => [topic, deadTopic(topic)])));
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: ['shop-changed', 'session-ended'].map((name) => ({ type: 2, name, configNames: ['retention.ms', 'cleanup.policy'] })),
    });
    const config = resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]);
    expect(Object.fromEntries(config)).toEqual({
      'shop-changed': { 'retention.ms': '-1', 'cleanup.policy': 'delete' },
      'session-ended': { 'retention.ms': String(7 * 86_400_000), 'cleanup.policy': 'delete' },
    });
  }));

it('an idle member sends its heartbeats in time: it would be thrown out of its group otherwise', async () => {
  const bus = connectBus(places.brokers);
  const member = bus.consumer(`idle-${newId()}`);
  let heartbeats = 0;
  member.on(member.events.HEARTBEAT, () => void (heartbeats += 1));
  // A machine that stands still for seconds may cost a membership; one that lasts twice its time limit shows what is meant.
  member.on(member.events.GROUP_JOIN, () => void (heartbeats = 0));
  await member.connect();
  await member.subscribe({ topics: ['alert-raised'], fromBeginning: true });
  await member.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
  await soon(() => expect(heartbeats).toBeGreaterThanOrEqual(6));
  await member.disconnect();
});
