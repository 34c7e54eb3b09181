import { listParked, toWire, type Bus } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import {
  connectBus,
  ended,
  findPlaces,
  openOwner,
  openReader,
  seenOf,
  soon,
  upTo,
  withBroker,
  type Owner,
  type Places,
  type Reader,
} from '#test/integration/messaging-house';
import { startBroker } from '#test/kit/broker';
import type { TestBroker } from '#test/kit/test-broker';
import { cutLogs } from '#test/kit/cut-logs';

jest.setTimeout(120_000);

const topic = 'session-ended';
let broker: TestBroker;
let places: Places;
let owner: Owner;
let reader: Reader;

/** Ids of events that the broker acknowledges and loses, the first time. */
const swallowed = new Set<string>();

const forgetful = (bus: Bus): Bus => ({
  ...bus,
  produce: (batches) =>
    bus.produce(
      new Map([...batches].map(([name, messages]) => [name, messages.filter(({ headers }) => !swallowed.delete(headers['ce_id'] ?? ''))])),
    ),
});

beforeAll(async () => {
  broker = await startBroker();
  places = await findPlaces(broker.brokers);
  owner = openOwner(places, { bus: forgetful(connectBus(broker.brokers)), answers: true });
  reader = openReader(places);
  await owner.start();
  await reader.consumer.start();
});

afterAll(async () => {
  await Promise.all([owner.close(), reader.close()]);
  await broker.release();
});

const numbersSeen = async (shopId: string): Promise<number[]> => (await seenOf(reader, shopId)).map(({ seq }) => seq);

it('the last event of a shop is lost, and no other comes: the reader notices, asks, and has it', async () => {
  const shop = newId();
  const events = upTo(3).map(() => ended(shop));
  swallowed.add(events[2]!.id);
  await owner.publish(events);
  await soon(async () => expect(await numbersSeen(shop)).toEqual([1, 2, 3]));
});

it('an event in the middle is lost: the reader asks for it by itself, and goes on in order', async () => {
  const shop = newId();
  const events = upTo(5).map(() => ended(shop));
  swallowed.add(events[1]!.id);
  await owner.publish(events);
  await soon(async () => expect(await numbersSeen(shop)).toEqual(upTo(5)));
  await owner.publish([ended(shop)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual(upTo(6)));
});

it('a forged incarnation is parked, and its shop goes on, its subject too', async () => {
  const [shop, session] = [newId(), newId()];
  await owner.publish([ended(shop, session)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual([1]));
  const { value, ...event } = ended(shop, session);
  const forged = { ...event, stream: topic, incarnation: 40_000, seq: 1, occurredAt: new Date(), value: JSON.stringify(value) };
  await owner.bus.produce(new Map([[topic, [toWire('session', forged)]]]));
  await owner.publish([ended(shop, session)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual([1, 2]));
  await soon(async () =>
    expect((await listParked(reader.workerDb)).filter(({ shopId }) => shopId === shop)).toMatchObject([
      { incarnation: 40_000, eventId: event.id, cause: 'its incarnation is not known to its owner' },
    ]),
  );
  await owner.publish([ended(shop, session)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual([1, 2, 3]));
});

it('an incarnation that its owner has raised after a restore is believed on its word', async () => {
  const shop = newId();
  await owner.publish([ended(shop), ended(shop)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual([1, 2]));
  await owner.db.transaction([shop], (tx) =>
    Promise.resolve(tx.send({ name: 'test-restore', text: 'UPDATE outbox_counter SET incarnation = incarnation + 1, seq = 0' })),
  );
  await owner.publish([ended(shop), ended(shop)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual([1, 2, 1, 2]));
});

it('a record whose value is of another shop than its key is refused, and takes no number', async () => {
  const [shop, other] = [newId(), newId()];
  const { value, ...event } = ended(other);
  const forged = { ...event, shopId: shop, stream: topic, incarnation: 1, seq: 1, occurredAt: new Date(), value: JSON.stringify(value) };
  await owner.bus.produce(new Map([[topic, [toWire('session', forged)]]]));
  const mine = ended(shop);
  await owner.publish([mine]);
  await soon(async () => expect((await seenOf(reader, shop)).map(({ event_id }) => event_id)).toEqual([mine.id]));
});

it('a broker that has lost the tail of its logs is given the last minutes again: readers have all, and so has the topic', async () => {
  const shops = upTo(15).map(() => newId());
  await reader.consumer.stop();
  for (const shop of shops) await owner.publish([ended(shop), ended(shop)]);
  await soon(async () => expect(await published(shops)).toBe(2 * shops.length));

  broker.kill();
  expect(cutLogs(broker.data!, topic, 32_768)).toBeGreaterThan(0);
  await broker.start();
  const late = openReader(places);
  await late.consumer.start();
  await soon(async () => expect((await seenOf(late, ...shops)).length).toBe(2 * shops.length));
  for (const shop of shops) expect((await seenOf(late, shop)).map(({ seq }) => seq)).toEqual([1, 2]);
  // Partners read the topic, and ask nobody.
  await soon(async () => expect(await recordsOf(shops)).toBeGreaterThanOrEqual(2 * shops.length));
  await late.close();
});

const published = async (shops: readonly string[]): Promise<number> => {
  const text = 'SELECT sum(seq)::int AS n FROM outbox_cursor WHERE shop_id = ANY ($1::uuid[])';
  const [row] = await owner.workerDb.transaction([], (tx) => tx.query<{ n: number }>({ name: 'test-published', text }, [shops]));
  return row!.n;
};

/** How many records the topic holds. */
const recordsOf = (shops: readonly string[]): Promise<number> =>
  withBroker(broker.brokers, async (admin) => {
    const offsets = await admin.fetchTopicOffsets(topic);
    return shops.length > 0 ? offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0) : 0;
  });
