import { deadTopic } from '#libs/contracts/index';
import { askReplay, listParked, toWire, type OutboxRow, type ParkedRow } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import {
  ended,
  findPlaces,
  online,
  openOwner,
  openReader,
  seenOf,
  soon,
  stumbleOver,
  type Owner,
  type Places,
  type Reader,
} from './messaging-house';
import { readTopic } from './read-topic';

jest.setTimeout(120_000);

/** Subjects the handler stumbles over. */
const bad = new Set<string>();

const operator = { name: 'operator', from: 'a test', at: new Date('2026-03-02T02:00:00Z') };

let places: Places;
let owner: Owner;
let reader: Reader;

beforeAll(async () => {
  places = await findPlaces();
  owner = openOwner(places);
  reader = openReader(places, { effect: stumbleOver(bad) });
  await Promise.all([owner.relay.start(), reader.relay.start()]);
  await reader.consumer.start();
});

afterAll(async () => {
  await Promise.all([owner.close(), reader.close()]);
});

const parkedOf = async (shopId: string): Promise<ParkedRow[]> => (await listParked(reader.workerDb)).filter((row) => row.shopId === shopId);

const subjectsSeen = async (shopId: string): Promise<string[]> => (await seenOf(reader, shopId)).map(({ subject }) => subject);

/** Records as a faulty or newer owner would publish them, past our own outbox; they take the numbers 1, 2, … of their stream. */
function byHand(shopId: string, of: readonly Partial<OutboxRow>[]): Promise<void> {
  const rows = of.map((over, index) => ({
    stream: 'session-ended',
    shopId,
    incarnation: 1,
    seq: index + 1,
    id: newId(),
    type: 'ended',
    subject: newId(),
    occurredAt: new Date('2026-03-02T02:00:00.000Z'),
    traceparent: null,
    value: JSON.stringify(ended(shopId).value),
    ...over,
  }));
  return owner.bus.produce(new Map([['session-ended', rows.map((row) => toWire('session', row))]]));
}

it('a throwing handler parks its own session only, later events of the subject wait on every stream, and a replay heals all in order', async () => {
  const [shop, other, poison] = [newId(), newId(), newId()];
  const subjects = [newId(), newId(), newId()];
  bad.add(poison);
  await owner.publish([
    ended(shop, subjects[0]),
    ended(shop, poison),
    ended(shop, subjects[1]),
    online(shop, poison),
    ended(shop, subjects[2]),
    ended(other, subjects[0]),
  ]);
  await soon(async () => expect([await subjectsSeen(shop), await subjectsSeen(other)]).toEqual([subjects, [subjects[0]]]));
  await soon(async () => expect(await parkedOf(shop)).toHaveLength(2));
  const later = newId();
  await owner.publish([ended(shop, poison), ended(shop, later)]);
  await soon(async () => expect(await subjectsSeen(shop)).toEqual([...subjects, later]));

  const parked = await parkedOf(shop);
  expect(parked.map(({ cause }) => cause).sort()).toEqual([
    'Error: not with this one',
    ...Array<string>(2).fill('waits behind a parked event of the same subject'),
  ]);
  await expectDead(parked);

  expect(await askReplay(reader.db, { shopId: shop, subject: poison }, operator)).toBe(3);
  await soon(async () => expect((await parkedOf(shop)).map(({ replayBy }) => replayBy)).toEqual([null, null, null]));
  expect(await subjectsSeen(shop)).not.toContain(poison);

  bad.delete(poison);
  await askReplay(reader.db, { shopId: shop, subject: poison }, operator);
  await soon(async () => expect(await parkedOf(shop)).toEqual([]));
  const healed = (await seenOf(reader, shop)).filter(({ subject }) => subject === poison);
  expect(healed.filter(({ stream }) => stream === 'session-ended').map(({ seq }) => seq)).toEqual([2, 5]);
  expect(healed.map(({ event_id }) => event_id).sort()).toEqual(parked.map(({ eventId }) => eventId).sort());

  await owner.publish([ended(shop, poison)]);
  await soon(async () => expect((await subjectsSeen(shop)).at(-1)).toBe(poison));
});

/** Each parked event has a twin on its topic's dead topic: same id and type, with consumer, cause and origin. */
async function expectDead(parked: readonly ParkedRow[]): Promise<void> {
  for (const row of parked) {
    const dead = await readTopic(places.brokers, deadTopic(row.stream), ({ id }) => id === row.eventId);
    expect(dead).toMatchObject({ type: `${deadTopic(row.stream)}.${row.type}`, key: row.shopId });
    expect(dead.value).toMatchObject({
      consumer: places.reader,
      cause: row.cause,
      origin: row.origin,
      sequence: row.seq,
      value: row.value,
    });
  }
}

it('a value that breaks its schema, or is no JSON, is parked; a replay of it changes nothing; others go on', async () => {
  const [shop, wrong, broken, sound] = [newId(), newId(), newId(), newId()];
  await byHand(shop, [
    { subject: wrong, value: '{"sessionId":7}' },
    { subject: broken, value: '{"half' },
    { subject: wrong },
    { subject: sound },
  ]);
  await soon(async () => expect(await subjectsSeen(shop)).toEqual([sound]));
  const causes = async () => Object.fromEntries((await parkedOf(shop)).map(({ seq, cause, attempts }) => [seq, `${cause} ${attempts}`]));
  expect(await causes()).toEqual({
    1: expect.stringContaining('SchemaError: ') as string,
    2: expect.stringContaining('SchemaError: the value is no JSON') as string,
    3: 'waits behind a parked event of the same subject 1',
  });
  await askReplay(reader.db, { shopId: shop, subject: wrong }, operator);
  await soon(async () => expect((await causes())['1']).toMatch(/^SchemaError: .* 2$/));
  expect([await subjectsSeen(shop), (await causes())['3']]).toEqual([[sound], 'waits behind a parked event of the same subject 1']);
});

it('a type of a newer owner reaches no handler, parks nothing, and what follows is applied', async () => {
  const [shop, session] = [newId(), newId()];
  await byHand(shop, [{ subject: session, type: 'revoked', value: '{"anything":true}' }, { subject: session }]);
  await soon(async () => expect((await seenOf(reader, shop)).map(({ seq }) => seq)).toEqual([2]));
  expect(await parkedOf(shop)).toEqual([]);
});

it('a value that this build does not know, in an enum of an event, parks nothing', async () => {
  const [shop, session] = [newId(), newId()];
  const value = { ...ended(shop, session).value, actor: { kind: 'ROBOT', id: null } };
  await byHand(shop, [{ subject: session, value: JSON.stringify(value) }, { subject: session }]);
  await soon(async () => expect((await seenOf(reader, shop)).map(({ seq }) => seq)).toEqual([1, 2]));
  expect(await parkedOf(shop)).toEqual([]);
});

it('a record that is none of ours is passed over', async () => {
  const shop = newId();
  const alien = { key: 'partner', value: 'hello', headers: {} };
  await owner.bus.produce(new Map([['session-ended', [alien, { ...alien, key: shop, headers: { ce_id: 'x' } }]]]));
  await owner.publish([ended(shop)]);
  await soon(async () => expect((await seenOf(reader, shop)).map(({ seq }) => seq)).toEqual([1]));
});

it('zero characters and a cause of any length find their way into the database', async () => {
  const [shop, poison] = [newId(), newId()];
  await byHand(shop, [{ subject: poison, value: `{"sessionId":"\u0000","${'x'.repeat(5_000)}":1}` }, {}]);
  await soon(async () => expect(await parkedOf(shop)).toHaveLength(1));
  await soon(async () => expect((await seenOf(reader, shop)).map(({ seq }) => seq)).toEqual([2]));
});

it('an event that fails as part of a large flight is found and parked alone', async () => {
  const [shop, poison] = [newId(), newId()];
  const before = Array.from({ length: 200 }, () => ended(shop));
  const after = Array.from({ length: 200 }, () => ended(shop));
  bad.add(poison);
  await owner.publish([...before, ended(shop, poison), ...after]);
  await soon(async () => expect(await subjectsSeen(shop)).toEqual([...before, ...after].map(({ subject }) => subject)));
  await soon(async () => expect((await parkedOf(shop)).map(({ subject }) => subject)).toEqual([poison]));
});
