import type { InboxEvent } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
beforeAll(async () => {
  house = await openRoutingHouse();
});
afterAll(() => house.close());

const ofSession = (sessionId: string) =>
  house.published.filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === sessionId);
const loadsOf = (shop: string) =>
  house.rows<{ normal_load: number; over_load: number; held: number }>(
    shop,
    'SELECT normal_load, over_load, held FROM agent ORDER BY account_id',
  );

it('RTE-4 a session started is assigned, stored and told with everything the decision saw', async () => {
  const { shop, agents } = await house.openShop([5, 5]);
  const session = newId();
  expect(await house.engine.takeEvents([house.events.started(shop, session)])).toEqual([]);
  const [told, ...more] = ofSession(session);
  expect(more).toEqual([]);
  expect(told).toMatchObject({
    type: 'assigned',
    value: {
      agentId: [...agents].sort()[0],
      revision: 1,
      cause: 'EVEN',
      rule: 'RTE-4',
      load: 1,
      capacity: 5,
      over: null,
      waitedMs: 0,
      pool: 'ALL',
      settingsVersion: 1,
    },
  });
  const [row] = await house.rows<{ shop_version: number; version: number }>(
    shop,
    'SELECT d.shop_version, s.version FROM decision d JOIN shop_state s ON s.id = d.shop_id',
  );
  expect(told?.value['shopVersion']).toBe(row?.shop_version);
  expect(row?.version).toBe(row?.shop_version);
});

it('INV-3 events that come again change nothing, in the same flight or later', async () => {
  const { shop } = await house.openShop([5]);
  const session = newId();
  const [started, closed] = [house.events.started(shop, session), house.events.closed(shop, session)];
  await house.engine.takeEvents([started, started]);
  await house.engine.takeEvents([started, closed, closed]);
  await house.engine.takeEvents([started, closed]);
  expect(ofSession(session)).toHaveLength(1);
  expect(await loadsOf(shop)).toEqual([{ normal_load: 0, over_load: 0, held: 0 }]);
});

it('INV-5 a close that comes before its start is kept for it, and stays known: the start may be told again', async () => {
  const { shop } = await house.openShop([5]);
  const session = newId();
  await house.engine.takeEvents([house.events.closed(shop, session)]);
  expect(await house.rows(shop, 'SELECT kind FROM tombstone')).toEqual([{ kind: 'CLOSED' }]);
  await house.engine.takeEvents([house.events.started(shop, session)]);
  expect([ofSession(session), await house.rows(shop, 'SELECT kind FROM tombstone')]).toEqual([[], [{ kind: 'CLOSED' }]]);
});

it('a session of an initiator this build does not know is passed over, its neighbours are routed; a strategy it does not know is the default one', async () => {
  const { shop } = await house.openShop([5]);
  const [first, second] = [newId(), newId()];
  const newer = (value: object): Record<string, never> => value as Record<string, never>;
  const answers = await house.engine.takeEvents([
    house.events.shop(shop, { version: 2, policy: newer({ assignStrategy: 'BY_SKILL' }) }),
    house.events.started(shop, first, newer({ initiator: 'CAMPAIGN' })),
    house.events.started(shop, second),
  ]);
  expect(answers).toEqual([]);
  expect(ofSession(first)).toEqual([]);
  expect(ofSession(second)).toMatchObject([{ type: 'assigned', value: { cause: 'EVEN' } }]);
});

it('RES-23 re-entry in one transaction: the queue takes the freed slot, the new session waits', async () => {
  const { shop } = await house.openShop([1]);
  const [old, waiting, again] = [newId(), newId(), newId()];
  await house.engine.takeEvents([house.events.started(shop, old), house.events.started(shop, waiting)]);
  await house.engine.takeEvents([house.events.ended(shop, old)]);
  expect(await loadsOf(shop)).toEqual([{ normal_load: 1, over_load: 0, held: 1 }]);
  await house.engine.takeEvents([house.events.started(shop, again, { reentryOf: old })]);
  expect([ofSession(waiting).map(({ type }) => type), ofSession(again).map(({ type }) => type)]).toEqual([
    ['queued', 'assigned'],
    ['queued'],
  ]);
  expect(await house.rows(shop, 'SELECT release_reason FROM assignment WHERE released_at IS NOT NULL')).toEqual([
    { release_reason: 'REENTRY' },
  ]);
});

it('INV-3 a gap is answered and leaves the stream where it was; the missing events heal it', async () => {
  const { shop } = await house.openShop([5]);
  const [first, second] = [newId(), newId()].map((session) => house.events.started(shop, session));
  expect(await house.engine.takeEvents([second!])).toEqual([second]);
  expect(ofSession(second!.subject)).toEqual([]);
  expect(await house.engine.takeEvents([first!, second!])).toEqual([]);
  expect([first, second].map((event) => ofSession(event!.subject).length)).toEqual([1, 1]);
});

it('INV-2 an event that breaks the ledger is parked alone and leaves neighbours and memory as they were', async () => {
  const { shop } = await house.openShop([5]);
  const session = newId();
  const broken: InboxEvent = { ...house.events.started(shop, newId()), value: null };
  await Promise.all([house.engine.takeEvents([broken, house.events.started(shop, session)]), house.engine.wake([shop])]);
  expect(await house.rows(shop, 'SELECT seq, subject FROM parked')).toEqual([{ seq: broken.sequence, subject: broken.subject }]);
  expect(ofSession(session)).toHaveLength(1);
});

it('INV-2, INV-1 three processes on the same shops: one live assignment per session, loads as the ledger says, nobody waits beside a free agent', async () => {
  const shops = await Promise.all([house.openShop([2, 3]), house.openShop([1, 1, 1])]);
  const engines = [house.engine, house.neighbour(), house.neighbour()];
  const work = shops.flatMap(({ shop }) => {
    const sessions = Array.from({ length: 60 }, () => newId());
    const starts = sessions.map((session) => house.events.started(shop, session));
    const closes = sessions.map((session) => house.events.closed(shop, session));
    return [starts, closes];
  });
  await Promise.all(work.map((stream, index) => feed(engines, stream, index)));
  await Promise.all(engines.map((engine) => engine.idle()));
  for (const { shop } of shops) {
    expect(await house.rows(shop, 'SELECT session_id FROM assignment WHERE released_at IS NULL')).toEqual([]);
    expect(await house.rows(shop, 'SELECT session_id FROM waiting')).toEqual([]);
    expect(await house.rows(shop, `SELECT session_id FROM tombstone WHERE kind <> 'CLOSED'`)).toEqual([]);
    expect((await loadsOf(shop)).every(({ normal_load, over_load, held }) => normal_load + over_load + held === 0)).toBe(true);
    expect(await house.rows(shop, `SELECT id FROM shop_state WHERE sweep_due OR pools <> '{}'`)).toEqual([]);
  }
}, 60_000);

/** Gives a stream to changing processes, some events twice, as rebalances do; each number is offered until it is taken. */
async function feed(engines: RoutingHouse['engine'][], stream: readonly InboxEvent[], seed: number): Promise<void> {
  for (let first = 0; first < stream.length; first += 3) {
    const batch = stream.slice(Math.max(0, first - 2), first + 3);
    const pair = [engines[(first + seed) % 3]!, engines[(first + seed + 1) % 3]!];
    await Promise.all(pair.map((engine) => engine.takeEvents(batch)));
  }
}
