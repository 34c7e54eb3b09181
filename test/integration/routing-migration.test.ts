import { createServiceDatabase, type DatabaseUrls } from '#infra/postgres/service-databases';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { migrate } from '#libs/platform/database/migrate';
import { newId } from '#libs/platform/process/ids';
import { routingSchema } from '#services/routing/migrations/index';
import { createDatabases } from '#test/kit/databases';
import { adminOf, urlsOn } from '#test/kit/test-server';
import { testStack } from '#test/kit/test-stack';
import { silent } from './messaging-house';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

const [shop, atWork, atRest] = [newId(), newId(), newId()];
const [served, first, second] = [newId(), newId(), newId()];

/** One with an agent who is full, two in the queue, as the first version kept them. */
const oldRows = [
  `INSERT INTO shop_state (id, version, assignment_no, next_seat, waiting_count) VALUES ('${shop}', 7, 1, 2, 2)`,
  `INSERT INTO agent (shop_id, account_id, seat, presence, max_capacity, capacity_chosen, ceiling, normal_load, over_load, held, assigned_today,
      counted_on, last_no) VALUES
    ('${shop}', '${atWork}', 0, 'ONLINE', 1, true, 1, 1, 0, 0, 1, '2026-03-02', 1),
    ('${shop}', '${atRest}', 1, 'OFFLINE', 1, true, 1, 0, 0, 0, 0, '2026-03-02', 0)`,
  ...[atWork, atRest].map((id) => `INSERT INTO account_copy VALUES ('${shop}', '${id}', 1, true, true, false, true)`),
  `INSERT INTO shop_copy VALUES ('${shop}', 1, 1, '{}', 'Asia/Shanghai', NULL, NULL)`,
  `INSERT INTO deadline VALUES ('${shop}', 'LONGEST_WAIT', '2026-03-02T03:00:00Z')`,
  `INSERT INTO assignment VALUES ('${shop}', '${served}', 1, '${atWork}', 'EVEN', NULL, '2026-03-02T01:00:00Z')`,
  ...[first, second].map(
    (session, minute) => `INSERT INTO waiting VALUES ('${shop}', '${session}', 'QUEUED', NULL, 'ALL', 1, '2026-03-02T01:0${minute}:00Z',
      '2026-03-02T01:0${minute}:00Z', 1, '{"buyerId": "b", "channel": "demo", "entryPoint": null, "viaBot": false, "lastHuman": null}')`,
  ),
  ...[served, first, second].map(
    (
      session,
    ) => `INSERT INTO decision VALUES ('${shop}', '${session}', 1, '${newId()}', 7, 'QUEUED', NULL, NULL, 'ALL_AT_CAPACITY', 'RTE-27', 'ALL', 1,
      NULL, '2026-03-02T01:00:00Z', 1, NULL, NULL, '[1,"EVEN","ANY_ONLINE","QUEUE",1,0,null,1,1,1,1,0,1,null]', '[[0,"F",1,1,1,0]]')`,
  ),
];

let house: RoutingHouse;

/** A database as the first version left it. */
async function oldDatabase(): Promise<DatabaseUrls> {
  // Makes the service's roles, where nobody has yet.
  await createDatabases(['routing']);
  const { server } = testStack();
  const name = `jiedai_test_${process.pid}_old_routing`;
  const admin = await adminOf(server);
  await createServiceDatabase(admin, 'routing', name).finally(() => admin.end());
  const urls = urlsOn(server, 'routing', name);
  const position = routingSchema.migrations.findIndex(({ name: migration }) => migration.startsWith('RoutingPools'));
  await migrate({ ...routingSchema, migrations: routingSchema.migrations.slice(0, position) }, urls.owner);
  const db: Database = createDatabase({ url: urls.app, max: 1, log: silent, name: 'test' });
  await db.transaction([shop], async (tx) => {
    for (const [index, text] of oldRows.entries()) await tx.query({ name: `old-${index}`, text });
  });
  await db.close();
  return urls;
}

beforeAll(async () => {
  const urls = await oldDatabase();
  await migrate(routingSchema, urls.owner);
  house = await openRoutingHouse(urls);
});
afterAll(() => house.close());

it('what wakes a shop keeps its instant under its new name', async () => {
  expect(await house.rows(shop, 'SELECT kind, due_at FROM deadline')).toEqual([{ kind: 'WAKE', due_at: new Date('2026-03-02T03:00:00Z') }]);
});

it('rows of the first version go on: the queue drains in order, a session without kept facts comes back, its old decision is read', async () => {
  expect(await house.rows(shop, 'SELECT pools FROM shop_state')).toEqual([{ pools: { ALL: { queued: 2, left: 0 } } }]);
  expect(await house.rows(shop, 'SELECT joined, join_offset, current_weight FROM agent ORDER BY agent_no')).toEqual([
    { joined: true, join_offset: 0, current_weight: 0 },
    { joined: false, join_offset: 0, current_weight: 0 },
  ]);
  expect(await house.rows(shop, 'SELECT channel_load FROM agent ORDER BY agent_no')).toEqual([
    { channel_load: { '': 1 } },
    { channel_load: null },
  ]);
  await house.engine.takeEvents([house.events.returned(shop, served, atWork, '2026-03-02T01:30:00.000Z')]);
  const outcomes = house.published.filter(({ topic }) => topic === 'session-routed');
  expect(outcomes.map(({ type, value }) => [type, value['sessionId'], value['revision']])).toEqual([
    ['assigned', first, 2],
    ['queued', served, 2],
  ]);
  expect(await house.rows(shop, 'SELECT channel_load FROM agent ORDER BY agent_no')).toEqual([
    { channel_load: { demo: 1 } },
    { channel_load: null },
  ]);
  expect(await house.rows(shop, 'SELECT session_id FROM waiting ORDER BY enqueued_at')).toEqual([
    { session_id: second },
    { session_id: served },
  ]);
});
