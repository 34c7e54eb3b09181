import { createLiveFeed, type FactNote } from '#libs/messaging/feed/index';
import { newId } from '#libs/platform/process/ids';
import { accessTo, testStack } from '#test/kit/test-stack';
import { ended, findPlaces, openOwner, silent, soon, upTo, type Owner } from './messaging-house';

jest.setTimeout(120_000);

let owner: Owner;

beforeAll(async () => {
  owner = openOwner(await findPlaces());
  await owner.start();
});

afterAll(() => owner.close());

it('the live feed tells of what happens in watched shops from then on, in order', async () => {
  const [watched, other] = [newId(), newId()];
  await owner.publish([ended(watched)]);
  await soon(() => expect(owner.relay.stats()).toEqual({ waiting: 0, unconfirmed: 0 }));
  const notes: FactNote[] = [];
  const lost: string[] = [];
  const feed = createLiveFeed({
    kafka: accessTo(testStack().brokers, 'gateway'),
    log: silent,
    isWatched: (shopId) => shopId === watched,
    take: (note) => void notes.push(note),
    lost: () => void lost.push('lost'),
    onFatal: (reason) => void lost.push(reason),
  });
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
