import { createDatabase, type Database, type Statement, type Tx } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createDatabases } from '#test/kit/databases';
import { silent } from './messaging-house';

const insert: Statement = {
  name: 'test-insert',
  text: `INSERT INTO command_result (shop_id, operation, command_id, fingerprint) VALUES ($1, 'test', $2, 'f')`,
};
const divide: Statement = { name: 'test-divide', text: 'SELECT 1 / $1::int AS one' };
const read: Statement = { name: 'test-read', text: 'SELECT command_id FROM command_result WHERE shop_id = $1 ORDER BY command_id' };
const visible: Statement = { name: 'test-visible', text: `SELECT current_setting('jiedai.shops', true) AS shops` };
const durability: Statement = { name: 'test-durability', text: `SELECT current_setting('synchronous_commit') AS commit` };

let db: Database;
let shop: string;

beforeAll(async () => {
  const { session } = await createDatabases(['session']);
  db = createDatabase({ url: session.app, max: 1, log: silent, name: 'test' });
});

beforeEach(() => {
  shop = newId();
});

afterAll(() => db.close());

const stored = (): Promise<string[]> =>
  db.transaction([shop], async (tx) => (await tx.query<{ command_id: string }>(read, [shop])).map((row) => row.command_id));

it('statements run in the order they are asked for, awaited or not', async () => {
  const found = await db.transaction([shop], async (tx) => {
    tx.send(insert, [shop, 'a']);
    const first = tx.query(read, [shop]);
    tx.send(insert, [shop, 'b']);
    const second = tx.query(read, [shop]);
    return Promise.all([first, second]);
  });
  expect(found.map((rows) => rows.length)).toEqual([1, 2]);
  expect(await stored()).toEqual(['a', 'b']);
});

it.each([
  ['is the last', (tx: Tx) => (tx.send(insert, [shop, 'a']), tx.send(divide, [0]), Promise.resolve())],
  ['is followed by others', (tx: Tx) => (tx.send(divide, [0]), tx.send(insert, [shop, 'a']), Promise.resolve())],
  ['is followed by one whose rows are awaited', (tx: Tx) => (tx.send(divide, [0]), tx.query(read, [shop]).then(() => undefined))],
  [
    'is swallowed',
    (tx: Tx) => (tx.send(insert, [shop, 'a']), tx.query(divide, [0]).then(undefined, () => undefined)) as Promise<undefined>,
  ],
])('a statement that fails fails the transaction with its own error and stores nothing, when it %s', async (_, work) => {
  let committed = false;
  const done = db.transaction([shop], (tx) => {
    tx.afterCommit(() => (committed = true));
    return work(tx);
  });
  await expect(done).rejects.toMatchObject({ code: '22012' });
  expect(committed).toBe(false);
  expect(await stored()).toEqual([]);
});

it('an error of the work itself takes back what was sent', async () => {
  const done = db.transaction([shop], (tx) => {
    tx.send(insert, [shop, 'a']);
    return Promise.reject(new Error('no'));
  });
  await expect(done).rejects.toThrow('no');
  expect(await stored()).toEqual([]);
});

it('neither the shops nor the laziness of a transaction outlast it on the connection they share', async () => {
  const seen = (tx: Tx) => Promise.all([tx.query(visible), tx.query(durability)]);
  const usual = await db.transaction([], (tx) => tx.query<{ commit: string }>(durability));
  const [[scope], [lazy]] = await db.transaction([shop], seen, { lazy: true });
  expect([scope, lazy]).toEqual([{ shops: `{${shop}}` }, { commit: 'off' }]);
  const [[none], [again]] = await db.transaction([], seen);
  expect([none, again]).toEqual([{ shops: '' }, usual[0]]);
});

it('a shop id that is none of ours never reaches the database', () =>
  expect(db.transaction(['x},{'], () => Promise.resolve())).rejects.toThrow('none of ours'));
