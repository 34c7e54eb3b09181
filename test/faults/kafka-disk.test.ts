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
  type Owner,
  type Reader,
} from '#test/integration/messaging-house';
import { startBroker } from '#test/kit/broker';
import type { TestBroker } from '#test/kit/test-broker';
import { mountSmallDisk, noDisk } from '#test/kit/small-disk';
import { testStack } from '#test/kit/test-stack';
import { itWhere } from '#test/kit/where';

jest.setTimeout(180_000);

const disk = testStack().server.kind === 'embedded' ? mountSmallDisk(300) : undefined;
const opened: { close(): Promise<void> }[] = [];

let broker: TestBroker;
let owner: Owner;
let reader: Reader;

itWhere(disk !== undefined, noDisk)(
  'a full disk under the broker: owners go on, and readers have all when there is space again',
  async () => {
    broker = await startBroker(disk!.path);
    const places = await findPlaces(broker.brokers);
    owner = openOwner(places, { bus: connectBus(broker.brokers) });
    reader = openReader(places);
    opened.push(owner, reader);
    await owner.start();
    await reader.consumer.start();
    const shop = newId();
    await owner.publish([ended(shop)]);
    await soon(async () => expect(await numbersSeen(shop)).toEqual([1]));

    disk!.fill();
    for (let sent = 0; sent < 300; sent += 1) await owner.publish(upTo(10).map(() => ended(shop)));
    await soon(() => expect(owner.relay.stats().waiting).toBeGreaterThan(0));
    disk!.free();
    // A broker that could not write its only disk has ended; its supervisor starts it again.
    broker.kill();
    await broker.start();
    await soon(async () => expect([(await numbersSeen(shop)).length, reader.fatal]).toEqual([3_001, []]));
    expect(await numbersSeen(shop)).toEqual(upTo(3_001));
  },
);

afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  if (disk) await broker.release();
  disk?.remove();
});

const numbersSeen = async (shopId: string): Promise<number[]> => (await seenOf(reader, shopId)).map(({ seq }) => seq);
