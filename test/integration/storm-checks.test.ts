import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createDatabases } from '#test/kit/databases';
import { checkDatabase } from '#test/load/storm-database-checks';
import { silent } from './messaging-house';

let db: Database;
const [shop, agent] = [newId(), newId()];

/** Minutes of an assignment. */
type Span = readonly [from: number, to: number];

const hire = {
  name: 'hire',
  text: `INSERT INTO agent (shop_id, account_id, agent_no, presence, joined, max_capacity, capacity_chosen, normal_load, over_load, held, assigned_today,
      join_offset, last_no, current_weight) VALUES ($1, $2, 0, 'ONLINE', true, 2, true, 0, 0, 0, 0, 0, 0, 0)`,
};

beforeAll(async () => {
  const { routing } = await createDatabases(['routing']);
  db = createDatabase({ url: routing.app, max: 1, log: silent, name: 'test' });
  await db.transaction([shop], (tx) => {
    tx.send({ name: 'shop', text: 'INSERT INTO shop_state (id) VALUES ($1)' }, [shop]);
    tx.send(hire, [shop, agent]);
    return Promise.resolve();
  });
});

afterAll(() => db.close());

const assign = {
  name: 'assign',
  text: `INSERT INTO assignment (shop_id, session_id, revision, agent_id, assigned_at, released_at, release_reason)
    VALUES ($1, $2, 1, $3, $4, $5, 'CLOSED')`,
};

const aboveCapacity = async (...spans: Span[]): Promise<boolean> => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 10, minute));
  await db.transaction([shop], (tx) => {
    tx.send({ name: 'forget', text: 'DELETE FROM assignment WHERE shop_id = $1' }, [shop]);
    for (const [from, to] of spans) tx.send(assign, [shop, newId(), agent, at(from), at(to)]);
    return Promise.resolve();
  });
  return (await checkDatabase(db, shop)).includes(`above capacity at ${agent}`);
};

it.each<[string, boolean, Span[]]>([
  [
    'two at once where two are allowed',
    false,
    [
      [0, 10],
      [1, 10],
      [10, 20],
    ],
  ],
  [
    'three at once',
    true,
    [
      [0, 10],
      [1, 10],
      [9, 20],
    ],
  ],
  [
    'three that begin together',
    true,
    [
      [0, 10],
      [0, 5],
      [0, 7],
    ],
  ],
  [
    'one that begins as another ends',
    false,
    [
      [0, 10],
      [0, 5],
      [5, 7],
    ],
  ],
])('INV-2 the storm’s check of loads: %s', async (_what, above, spans) => {
  expect(await aboveCapacity(...spans)).toBe(above);
});
