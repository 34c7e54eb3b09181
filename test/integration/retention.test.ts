import { commandResultRetention, deleteOlder, parkedRetention } from '#libs/service/retention';
import { createDatabase, type Database, type Statement } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createDatabases } from '#test/kit/databases';
import { silent } from './messaging-house';

const shops = [newId(), newId()];
const fill: Statement = {
  name: 'test-fill',
  text: `INSERT INTO command_result (shop_id, operation, command_id, fingerprint, result, created_at)
    SELECT shop, 'test', i::text, repeat('f', 300), '{}', '2026-03-10T00:00:00Z'::timestamptz - i * interval '1 hour'
    FROM unnest($1::uuid[]) AS shop, generate_series(1, 5000) AS i`,
};
const count: Statement = { name: 'test-count', text: 'SELECT count(*)::int AS n, min(created_at) AS oldest FROM command_result' };
const hold: Statement = { name: 'test-hold', text: `SELECT 1 FROM command_result WHERE command_id = '5000' FOR UPDATE` };

let db: Database;
let workerDb: Database;

beforeAll(async () => {
  const { shop } = await createDatabases(['shop']);
  db = createDatabase({ url: shop.app, max: 2, log: silent, name: 'test' });
  workerDb = createDatabase({ url: shop.worker, max: 2, log: silent, name: 'test-worker' });
  await db.transaction(shops, (tx) => tx.query(fill, [shops]));
});

afterAll(() => Promise.all([db.close(), workerDb.close()]));

const left = async () => (await db.transaction(shops, (tx) => tx.query<{ n: number; oldest: Date }>(count)))[0]!;

it('old rows of all shops go in steps, and a row that somebody holds waits for the next round', async () => {
  const before = new Date('2026-03-03T00:00:00Z');
  const deleted = await db.transaction(shops, async (tx) => {
    await tx.query(hold);
    return deleteOlder(workerDb, commandResultRetention, before);
  });
  expect(deleted).toBe(2 * (5_000 - 168) - 2);
  expect(await deleteOlder(workerDb, commandResultRetention, before)).toBe(2);
  expect(await left()).toEqual({ n: 2 * 168, oldest: before });
});

it('of parked events those go that were applied long ago; one that still waits stays, however old', async () => {
  const [shopId, long] = [newId(), '2026-01-01T00:00:00Z'];
  const park: Statement = {
    name: 'test-park',
    text: `INSERT INTO parked (consumer, stream, shop_id, incarnation, seq, subject, event_id, type, value, cause, origin, first_failed_at, replayed_at)
      SELECT 'test', 'session-ended', $1, 1, seq, 's', $1, 'ended', '{}', 'no', '', $2, replayed_at
      FROM unnest(ARRAY[1, 2, 3], ARRAY[NULL, $2, now()]::timestamptz[]) AS p (seq, replayed_at)`,
  };
  const parked: Statement = { name: 'test-parked', text: 'SELECT seq FROM parked WHERE shop_id = $1 ORDER BY seq' };
  await db.transaction([shopId], (tx) => tx.query(park, [shopId, long]));
  expect(await deleteOlder(workerDb, parkedRetention, new Date('2026-02-01T00:00:00Z'))).toBe(1);
  expect(await db.transaction([shopId], (tx) => tx.query(parked, [shopId]))).toEqual([{ seq: 1 }, { seq: 3 }]);
});
