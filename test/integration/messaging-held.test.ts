import { newId } from '#libs/platform/process/ids';
import { listParked } from '#libs/messaging/index';
import { holdRows } from '#test/kit/hold-rows';
import {
  ended,
  findPlaces,
  online,
  openOwner,
  openReader,
  seenOf,
  soon,
  upTo,
  type Owner,
  type Places,
  type Reader,
} from './messaging-house';

jest.setTimeout(120_000);

let places: Places;
let owner: Owner;
let reader: Reader;

beforeAll(async () => {
  places = await findPlaces();
  owner = openOwner(places);
  reader = openReader(places);
  await owner.relay.start();
  await reader.consumer.start();
});

afterAll(async () => {
  await Promise.all([owner.close(), reader.close()]);
});

const numbersSeen = async (shopId: string): Promise<number[]> => (await seenOf(reader, shopId)).map(({ seq }) => seq);

it('a shop whose rows are held for longer than any time limit keeps its events in order and parks none; the others go on', async () => {
  const [shop, ...others] = Array.from({ length: 12 }, () => newId()) as [string, ...string[]];
  const all = [shop, ...others];
  await owner.publish(all.map((each) => ended(each)));
  await soon(async () => expect(await Promise.all(all.map(numbersSeen))).toEqual(all.map(() => [1])));

  const lock = await holdRows(places.metrics.app, shop, 'SELECT 1 FROM inbox');
  expect(lock.count).toBe(1);
  for (let round = 0; round < 20; round += 1) {
    await owner.publish(all.map((each) => ended(each)));
    // Each round is seen before the next is published: nobody waits for the shop that is held.
    await soon(async () => expect(await Promise.all(others.map(numbersSeen))).toEqual(others.map(() => upTo(round + 2))));
  }
  await owner.publish([online(shop), ended(shop)]);
  expect(await numbersSeen(shop)).toEqual([1]);

  await lock.release();
  await soon(async () =>
    expect((await seenOf(reader, shop)).filter(({ stream }) => stream === 'session-ended').map(({ seq }) => seq)).toEqual(upTo(22)),
  );
  expect((await listParked(reader.workerDb)).filter((row) => row.shopId === shop)).toEqual([]);
  expect(reader.fatal).toEqual([]);
});

it('an owner whose counter is held holds up its own shop only', async () => {
  const [shop, other] = [newId(), newId()];
  await owner.publish([ended(shop), ended(other)]);
  const lock = await holdRows(places.session.app, shop, 'SELECT 1 FROM outbox_counter');
  const refused = owner.publish([ended(shop)]);
  await owner.publish([ended(other)]);
  await soon(async () => expect(await numbersSeen(other)).toEqual([1, 2]));
  await expect(refused).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  await lock.release();
  await owner.publish([ended(shop)]);
  await soon(async () => expect(await numbersSeen(shop)).toEqual([1, 2]));
});
