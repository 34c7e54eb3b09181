import { createInboxPositions } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import { ended, findPlaces, openOwner, openReader, streams, type Owner, type Places, type Reader } from './messaging-house';

jest.setTimeout(120_000);

let places: Places;
let owner: Owner;
let reader: Reader;

beforeAll(async () => {
  places = await findPlaces();
  owner = openOwner(places);
  reader = openReader(places);
  await owner.start();
});

afterAll(() => Promise.all([owner.close(), reader.close()]));

describe('positions of a shop', () => {
  const shop = newId();

  it('are told by whoever gave the numbers, in memory and from the database', async () => {
    await owner.publish([ended(shop), ended(shop)]);
    expect(owner.relay.written(shop)).toEqual({ 'session-ended': [1, 2] });
    const heads = await createInboxPositions({ service: 'session', consumes: [], db: owner.db }).heads(shop);
    expect(heads).toMatchObject({ 'session-ended': [1, 2], 'message-recorded': [1, 0] });
    expect(heads).not.toHaveProperty('shop-changed');
  });

  it('are waited for until the inbox has them, and no longer than a second', async () => {
    const positions = createInboxPositions({ service: places.reader, consumes: streams, db: reader.db });
    const wanted = { 'session-ended': [1, 2], 'shop-changed': [1, 99] } as const;
    expect(await positions.reach(shop, wanted)).toEqual(['session-ended']);
    await reader.consumer.start();
    for (let behind: readonly string[] = streams; behind.length > 0;) behind = await positions.reach(shop, wanted);
    await owner.publish([ended(shop)]);
    const next = owner.relay.written(shop)!;
    for (let behind: readonly string[] = streams; behind.length > 0;) behind = await positions.reach(shop, next);
    expect(await positions.reach(newId(), next)).toEqual(['session-ended']);
  });

  it('of a later incarnation are not reached by any number of an earlier one', async () => {
    const positions = createInboxPositions({ service: places.reader, consumes: streams, db: reader.db });
    expect(await positions.reach(shop, { 'session-ended': [2, 1] })).toEqual(['session-ended']);
  });
});
