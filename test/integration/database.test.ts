import { EventEmitter, once } from 'node:events';
import { Client } from 'pg';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { createDatabase, type Database, type Statement, type Tx } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createDatabases } from '#test/kit/databases';
import { holdRows } from '#test/kit/hold-rows';
import { silent } from './messaging-house';

const insert: Statement = {
  name: 'test-insert',
  text: `INSERT INTO command_result (shop_id, operation, command_id, fingerprint) VALUES ($1, 'test', $2, 'f')`,
};
const divide: Statement = { name: 'test-divide', text: 'SELECT 1 / $1::int AS one' };
const read: Statement = { name: 'test-read', text: 'SELECT command_id FROM command_result WHERE shop_id = $1 ORDER BY command_id' };
const visible: Statement = { name: 'test-visible', text: `SELECT current_setting('jiedai.shops', true) AS shops` };
const durability: Statement = { name: 'test-durability', text: `SELECT current_setting('synchronous_commit') AS commit` };

const lock: Statement = { name: 'test-lock', text: 'SELECT command_id FROM command_result WHERE shop_id = $1 FOR UPDATE' };
const lockTime: Statement = { name: 'test-lock-time', text: `SELECT current_setting('lock_timeout') AS ms` };

let urls: DatabaseUrls;
let db: Database;
let shop: string;

beforeAll(async () => {
  urls = (await createDatabases(['session'])).session;
  db = createDatabase({ url: urls.app, max: 1, log: silent, name: 'test' });
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

it('a statement that nobody waits for yet leaves no promise behind when it fails, and nothing after it runs', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const reached: string[] = [];
  const later = async (tx: Tx): Promise<void> => {
    await tx.query(divide, [0]);
    reached.push('the answer of a statement that failed');
  };
  const done = db.transaction([shop], async (tx) => {
    const answer = later(tx);
    await tx.query(read, [shop]);
    reached.push('a statement behind it');
    await answer;
  });
  await expect(done).rejects.toMatchObject({ code: '22012' });
  await new Promise(setImmediate);
  process.off('unhandledRejection', note);
  expect([unhandled, reached]).toEqual([[], []]);
});

it('work that goes on after its transaction has failed sends nothing more', async () => {
  let goOn: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const done = db.transaction([shop], async (tx) => {
    tx.send(divide, [0]);
    await gate;
    tx.send(insert, [shop, 'late']);
  });
  await expect(done).rejects.toMatchObject({ code: '22012' });
  goOn();
  expect(await stored()).toEqual([]);
});

it('what is done after a commit may throw: the commit stands, the rest is done, and the connection is fit for use', async () => {
  const after: string[] = [];
  await db.transaction([shop], (tx) => {
    tx.send(insert, [shop, 'a']);
    tx.afterCommit(() => {
      throw new Error('a listener broke');
    });
    tx.afterCommit(() => after.push('told'));
    return Promise.resolve();
  });
  expect([after, await stored()]).toEqual([['told'], ['a']]);
});

describe('what passes by itself is SERVICE_UNAVAILABLE, and its cause is the first fault', () => {
  const raise: Statement = { name: 'test-raise', text: `SELECT test_raise($1)` };

  beforeAll(async () => {
    const client = new Client({ connectionString: urls.owner });
    await client.connect();
    await client.query(
      `CREATE FUNCTION test_raise(code text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'no' USING ERRCODE = code; END $$`,
    );
    await client.end();
  });

  it.each(['53100', '53200', '25006', '58030', '55P03', '40001', '57014'])('%s', async (code) => {
    const failing = db.transaction([shop], async (tx) => {
      await Promise.all([tx.query(raise, [code]), tx.query(read, [shop]), tx.query(read, [shop])]);
    });
    await expect(failing).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true, cause: { code } });
    expect(await stored()).toEqual([]);
  });
});

it('a lock is waited for as long as the transaction says', async () => {
  await db.transaction([shop], (tx) => Promise.resolve(tx.send(insert, [shop, 'held'])));
  const held = await holdRows(urls.app, shop, 'SELECT * FROM command_result');
  const waiting = db.transaction([shop], (tx) => tx.query(lock, [shop]), { lockMs: 30 });
  await expect(waiting).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: { code: '55P03' } });
  await held.release();
  expect(await db.transaction([shop], (tx) => tx.query(lockTime))).toEqual([{ ms: '2s' }]);
});

it('a process that stands still in mid-transaction loses its locks before the others give up', async () => {
  const frozen = createDatabase({ url: urls.app, max: 1, log: silent, name: 'frozen' });
  await db.transaction([shop], (tx) => Promise.resolve(tx.send(insert, [shop, 'a'])));
  let wake: () => void = () => undefined;
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const holding = new EventEmitter();
  const standing = frozen.transaction([shop], async (tx) => {
    await tx.query(lock, [shop]);
    holding.emit('row');
    await asleep;
    tx.send(insert, [shop, 'b']);
  });
  await once(holding, 'row');
  expect(await db.transaction([shop], (tx) => tx.query(lock, [shop]))).toHaveLength(1);
  wake();
  await expect(standing).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(await stored()).toEqual(['a']);
  await frozen.close();
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
