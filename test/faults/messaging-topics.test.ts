import type { Bus } from '#libs/messaging/index';
import type { Statement } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { connectBus, ended, findPlaces, online, openOwner, soon, withBroker, type Owner } from '#test/integration/messaging-house';
import { startBroker } from '#test/kit/broker';
import type { TestBroker } from '#test/kit/test-broker';

jest.setTimeout(120_000);

const topic = 'session-ended';
let broker: TestBroker;
let owner: Owner;
/** Whether this owner may make topics. */
const rights = { topics: true };

const restricted = (bus: Bus): Bus => ({
  ...bus,
  ensureTopics: () => (rights.topics ? bus.ensureTopics() : Promise.reject(new Error('not authorized'))),
});

beforeAll(async () => {
  broker = await startBroker();
  const places = await findPlaces(broker.brokers);
  owner = openOwner(places, { bus: restricted(connectBus(broker.brokers)) });
  await owner.relay.start();
});

afterAll(async () => {
  await owner.close();
  await broker.release();
});

const cursors: Statement = { name: 'test-cursors', text: 'SELECT stream, seq FROM outbox_cursor WHERE shop_id = $1 ORDER BY stream' };

const published = async (shopId: string): Promise<Record<string, number>> => {
  const rows = await owner.workerDb.transaction([], (tx) => tx.query<{ stream: string; seq: number }>(cursors, [shopId]));
  return Object.fromEntries(rows.map(({ stream, seq }) => [stream, seq]));
};

const removeTopic = async (): Promise<void> => {
  await withBroker(broker.brokers, (admin) => admin.deleteTopics({ topics: [topic] }));
  await soon(async () => expect(await withBroker(broker.brokers, (admin) => admin.listTopics())).not.toContain(topic));
};

it('a topic that is missing is made again, and what was to be published on it is', async () => {
  const shop = newId();
  await owner.publish([ended(shop), online(shop)]);
  await soon(async () => expect(await published(shop)).toEqual({ [topic]: 1, 'agent-status-changed': 1 }));
  await removeTopic();
  await owner.publish([ended(shop), online(shop)]);
  await soon(async () => expect(await published(shop)).toEqual({ [topic]: 2, 'agent-status-changed': 2 }));
});

it('a topic that is missing and cannot be made holds up nothing but itself', async () => {
  const shop = newId();
  rights.topics = false;
  await removeTopic();
  for (let round = 1; round <= 5; round += 1) {
    await owner.publish([ended(shop), online(shop)]);
    await soon(async () => expect(await published(shop)).toEqual({ 'agent-status-changed': round }));
  }
  rights.topics = true;
  await soon(async () => expect(await published(shop)).toEqual({ [topic]: 5, 'agent-status-changed': 5 }));
});
