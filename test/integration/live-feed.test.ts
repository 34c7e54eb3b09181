import { topics } from '#libs/contracts/index';
import { createLiveFeed, type FactNote } from '#libs/messaging/feed/index';
import { liveGroups, plainClient } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import { accessTo, testStack } from '#test/kit/test-stack';
import { ended, findPlaces, openOwner, silent, soon, upTo, withBroker, type Owner } from './messaging-house';

jest.setTimeout(120_000);

let owner: Owner;

beforeAll(async () => {
  owner = openOwner(await findPlaces());
  await owner.start();
});

afterAll(() => owner.close());

/** A feed of one shop's facts, and what it has told. */
function feedOf(shop: string) {
  const [notes, lost]: [FactNote[], string[]] = [[], []];
  const feed = createLiveFeed({
    kafka: accessTo(testStack().brokers, 'gateway'),
    log: silent,
    isWatched: (shopId) => shopId === shop,
    take: (note) => void notes.push(note),
    lost: () => void lost.push('lost'),
    onFatal: (reason) => void lost.push(reason),
  });
  return { feed, notes, lost };
}

it('the live feed tells of what happens in watched shops from then on, in order', async () => {
  const [watched, other] = [newId(), newId()];
  await owner.publish([ended(watched)]);
  await soon(() => expect(owner.relay.stats()).toEqual({ waiting: 0, unconfirmed: 0 }));
  const { feed, notes, lost } = feedOf(watched);
  await feed.ready();
  const session = newId();
  await owner.publish([ended(other), ended(watched, session), ended(other)]);
  for (const _ of upTo(20)) await owner.publish([ended(watched), ended(other)]);
  await soon(() => expect(notes.map(({ seq }) => seq)).toEqual(upTo(22).slice(1)));
  expect(notes[0]).toMatchObject({ topic: 'session-ended', shopId: watched, subject: session, incarnation: 1, seq: 2 });
  expect(JSON.parse(notes[0]!.value)).toMatchObject({ sessionId: session, agentId: 'a' });
  expect(lost).toEqual([]);
  await feed.stop();
});

it('a feed that the broker gives only some partitions, since another is in its group, goes on in a new one and tells everything', async () => {
  const groups = (): Promise<string[]> =>
    withBroker(testStack().brokers, async (admin) =>
      (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((name) => name.startsWith(liveGroups)),
    );
  const before = new Set(await groups());
  const shop = newId();
  const { feed, notes, lost } = feedOf(shop);
  await feed.ready();
  await owner.publish([ended(shop)]);
  await soon(() => expect(notes).toHaveLength(1));
  const [group = ''] = (await groups()).filter((name) => !before.has(name));
  const other = plainClient('other', accessTo(testStack().brokers)).consumer({ groupId: group });
  await other.connect();
  await other.subscribe({ topics: [...topics] });
  await other.run({ eachMessage: () => Promise.resolve() });
  await soon(async () => expect((await groups()).filter((name) => !before.has(name) && name !== group)).toHaveLength(1));
  for (const _ of upTo(20)) await owner.publish([ended(shop)]);
  await soon(() => expect(notes.map(({ seq }) => seq)).toEqual(upTo(21)));
  expect(lost).toEqual([]);
  await Promise.all([feed.stop(), other.disconnect()]);
});
