import { newId } from '#libs/platform/process/ids';
import { openSessionHouse, type SessionHouse } from './session-house';

jest.setTimeout(120_000);

let house: SessionHouse;

beforeAll(async () => {
  house = await openSessionHouse();
  await house.openShop();
});
afterAll(() => house.close());

/** The same order each run. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
  return list
    .map((value) => ({ value, at: next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

test('INV-1 50 first messages of one buyer at once, in two processes: one session, numbered without a gap', async () => {
  const queues = [house.queue, house.neighbour()];
  const done = await Promise.all(
    Array.from({ length: 50 }, (_, index) => house.write('eager', { channelMessageId: `m${index}` }, queues[index % 2])),
  );
  expect(new Set(done.map(({ session }) => session!.id)).size).toBe(1);
  expect(done.map(({ message }) => message!.ordinal).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

/* 5,000 messages of 250 buyers, each delivered 1 to 5 times, out of order, in parallel, by two processes; some deliveries also repeat their commandId. */
test('INV-3 RES-83 a storm of redeliveries: each message is stored once, told once and counted once, in the order it was taken', async () => {
  const [buyers, each] = [250, 20];
  const before = house.published.length;
  const messages = Array.from({ length: buyers * each }, (_, index) => ({
    buyer: `storm-${index % buyers}`,
    id: `m${Math.floor(index / buyers)}`,
    command: newId(),
  }));
  const deliveries = shuffled(
    messages.flatMap((message, index) => Array.from({ length: 1 + (index % 5) }, (_, time) => ({ ...message, time }))),
    7,
  );
  const queues = [house.queue, house.neighbour()];
  const taken = new Map<string, { sessionId: string; ordinal: number }>();
  await Promise.all(
    deliveries.map(async ({ buyer, id, command, time }, index) => {
      const commandId = time < 2 ? { commandId: command } : {};
      const { session, message } = await house.write(
        buyer,
        { channelMessageId: id, text: `${buyer} ${id}`, ...commandId },
        queues[index % 2],
      );
      const place = { sessionId: session!.id, ordinal: message!.ordinal };
      const known = taken.get(`${buyer} ${id}`) ?? place;
      taken.set(`${buyer} ${id}`, known);
      expect(place).toEqual(known);
      expect(message!.text).toBe(`${buyer} ${id}`);
    }),
  );
  expect(taken.size).toBe(buyers * each);
  const sessions = [...new Set([...taken.values()].map(({ sessionId }) => sessionId))];
  expect(sessions).toHaveLength(buyers);
  const told = house.published.slice(before).filter(({ topic }) => topic === 'message-recorded');
  expect(told).toHaveLength(buyers * each);
  for (const sessionId of sessions) {
    const ordinals = Array.from({ length: each }, (_, index) => index + 1);
    const stored = await house.messages(sessionId);
    expect(stored.map(({ ordinal }) => ordinal)).toEqual(ordinals);
    expect(new Set(stored.map(({ channelMessageId }) => channelMessageId)).size).toBe(each);
    expect(told.filter(({ value }) => value['sessionId'] === sessionId).map(({ value }) => value['ordinal'])).toEqual(ordinals);
    expect((await house.session(sessionId)).session.counts.BUYER).toBe(each);
  }
});
