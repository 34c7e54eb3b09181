import pino from 'pino';
import { republish, type Bus } from '#libs/messaging/index';
import { serviceUnavailable } from '#libs/platform/errors';
import { newId } from '#libs/platform/process/ids';
import { adminOf } from '#test/kit/test-server';
import { testStack } from '#test/kit/test-stack';
import {
  connectBus,
  ended,
  findPlaces,
  openOwner,
  openReader,
  seenOf,
  soon,
  upTo,
  writeDown,
  type Owner,
  type Places,
  type Reader,
} from './messaging-house';

jest.setTimeout(120_000);

/** Ids of events that the broker swallows: it acknowledged them and lost its disk. */
const swallowed = new Set<string>();
const faults = { left: 0 };
const alarms: { msg: string; shopId?: string; from?: number; to?: number }[] = [];

const operator = { name: 'operator', from: 'a test', at: new Date('2026-03-02T02:00:00Z') };

let places: Places;
let owner: Owner;
let reader: Reader;

const forgetful = (bus: Bus): Bus => ({
  ...bus,
  produce: (batches) =>
    bus.produce(
      new Map([...batches].map(([topic, messages]) => [topic, messages.filter(({ headers }) => !swallowed.has(headers['ce_id']!))])),
    ),
});

const alarmLog = pino({ level: 'error' }, { write: (line: string) => void alarms.push(JSON.parse(line) as (typeof alarms)[number]) });

beforeAll(async () => {
  places = await findPlaces();
  const bus = connectBus(places.brokers);
  owner = openOwner(places, { bus: forgetful(bus) });
  reader = openReader(places, {
    log: alarmLog,
    effect: async (tx, events) => {
      if (faults.left > 0) {
        faults.left -= 1;
        throw serviceUnavailable('The database');
      }
      await writeDown(tx, events);
    },
  });
  await owner.relay.start();
  await reader.consumer.start();
});

afterAll(async () => {
  await Promise.all([owner.close(), reader.close()]);
});

const numbersSeen = async (shopId: string): Promise<number[]> => (await seenOf(reader, shopId)).map(({ seq }) => seq);

it('a gap holds up its own shop only, is alarmed with the range that is missing, and republishing heals it in order', async () => {
  const [shop, other] = [newId(), newId()];
  const events = upTo(5).map(() => ended(shop));
  swallowed.add(events[2]!.id);
  await owner.publish([...events, ended(other)]);
  await owner.publish([ended(other), ended(shop)]);
  await soon(async () => expect([await numbersSeen(shop), await numbersSeen(other)]).toEqual([upTo(2), upTo(2)]));
  await soon(() => expect(alarms).toContainEqual(expect.objectContaining({ shopId: shop, from: 3, to: 3 })));

  swallowed.clear();
  await owner.publish([ended(other)]);
  expect(await republish(owner.db, { stream: 'session-ended', shopId: shop }, 3, operator)).toBe(true);
  await soon(async () => expect(await numbersSeen(shop)).toEqual(upTo(6)));
  await soon(async () => expect(await numbersSeen(other)).toEqual(upTo(3)));

  await owner.publish([ended(shop)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual(upTo(7)));
});

it('republishing everything changes nothing, and what was never published is said so', async () => {
  const shop = newId();
  await owner.publish(upTo(20).map(() => ended(shop)));
  await soon(async () => expect(await numbersSeen(shop)).toEqual(upTo(20)));
  const before = reader.consumer.stats().done;
  await soon(async () => expect(await republish(owner.db, { stream: 'session-ended', shopId: shop }, 1, operator)).toBe(true));
  await soon(() => expect(reader.consumer.stats().done).toBeGreaterThanOrEqual(before + 20));
  expect(await numbersSeen(shop)).toEqual(upTo(20));
  expect(await republish(owner.db, { stream: 'session-closed', shopId: shop }, 1, operator)).toBe(false);
});

it('a transient fault is tried again in place: nothing is skipped, parked or out of order', async () => {
  const shop = newId();
  faults.left = 6;
  await owner.publish(upTo(50).map(() => ended(shop)));
  await soon(async () => expect(await numbersSeen(shop)).toEqual(upTo(50)));
  expect(faults.left).toBe(0);
});

it('connections that are ended at any moment lose nothing and double nothing', async () => {
  const shop = newId();
  const admin = await adminOf(testStack().server);
  const name = new URL(places.metrics.app).pathname.slice(1);
  for (let round = 0; round < 25; round += 1) {
    await owner.publish(upTo(8).map(() => ended(shop)));
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend' AND pid % 2 = $2`,
      [name, round % 2],
    );
  }
  await admin.end();
  // A connection that was ended while idle is found so by its next use.
  await soon(async () => expect(await numbersSeen(shop)).toEqual(upTo(200)));
  expect(reader.fatal).toEqual([]);
});
