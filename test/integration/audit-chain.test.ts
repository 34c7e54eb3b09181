import { Client } from 'pg';
import { appendAudit, audit, auditLine, type Act } from '#libs/platform/audit/audit';
import { auditEntryTable } from '#libs/platform/audit/audit-tables';
import { auditedShops, verifyChain } from '#libs/platform/audit/verify-chains';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { columnName } from '#libs/platform/database/table';
import { commandOf, type Command } from '#libs/platform/graphql/command';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';

const log = createLog({ service: 'test', level: 'silent' });
const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let db: Database;
let neighbour: Database;
let workerDb: Database;
let owner: Client;
let app: Client;

beforeAll(async () => {
  const { schedule } = await createDatabases(['schedule']);
  db = createDatabase({ url: schedule.app, max: 4, log, name: 'audit-test' });
  neighbour = createDatabase({ url: schedule.app, max: 4, log, name: 'audit-test' });
  workerDb = createDatabase({ url: schedule.worker, max: 1, log, name: 'audit-test' });
  [owner, app] = [new Client({ connectionString: schedule.owner }), new Client({ connectionString: schedule.app })];
  await Promise.all([owner.connect(), app.connect()]);
});

afterAll(() => Promise.all([db.close(), neighbour.close(), workerDb.close(), owner.end(), app.end()]));

const asked = (shopId: string): Command<object> =>
  commandOf(
    'saveReceptionSchedule',
    shopId,
    { commandId: 'c "1"\n' },
    {
      caller: callerAs('OWNER', shopId),
      traceparent: trace,
      calledFrom: { address: '::1', userAgent: 'quoted "agent" \\ 浏览器 \u007f' },
      extra: undefined,
    },
  );

const act = (number: number): Act => ({
  at: new Date('2026-03-02T02:00:00.007Z'),
  on: { kind: 'RECEPTION_HOURS', id: String(number) },
  before: number === 1 ? null : { version: number - 1 },
  after: { version: number },
});

const done = (shopId: string, number: number, on = db): Promise<void> =>
  on.transaction([shopId], (tx) => Promise.resolve(audit(tx, asked(shopId), act(number))));

/** A shop of some acts. */
async function shopOf(acts: number): Promise<string> {
  const shopId = newId();
  for (let number = 1; number <= acts; number += 1) await done(shopId, number);
  return shopId;
}

const verified = (shopId: string) => verifyChain(workerDb, shopId);
const isWhole = (shopId: string, lines: number) => ({ shopId, lines, head: expect.stringMatching(/^[0-9a-f]{64}$/) as string });

it('chains the lines of a shop, whatever their texts', async () => {
  const shopId = await shopOf(3);
  expect(await verified(shopId)).toEqual(isWhole(shopId, 3));
  expect(await auditedShops(workerDb)).toContain(shopId);
  expect(await verified(newId())).toMatchObject({ lines: 0 });
});

it('does not fork while many act in one shop', async () => {
  const shopId = newId();
  await Promise.all(Array.from({ length: 40 }, (_, index) => done(shopId, index + 1, index % 2 === 0 ? db : neighbour)));
  expect(await verified(shopId)).toEqual(isWhole(shopId, 40));
});

it('lets flights that act in several shops pass each other', async () => {
  const shops = [newId(), newId(), newId()];
  const fly = (order: readonly string[], on: Database) =>
    on.transaction(order, (tx) =>
      Promise.resolve(
        appendAudit(
          tx,
          order.flatMap((shopId) => [auditLine(asked(shopId), act(1)), auditLine(asked(shopId), act(2))]),
        ),
      ),
    );
  await Promise.all(Array.from({ length: 20 }, (_, round) => fly(round % 2 ? shops : [...shops].reverse(), round % 3 ? db : neighbour)));
  for (const shopId of shops) expect(await verified(shopId)).toEqual(isWhole(shopId, 40));
});

it('forgets the line of an act that is taken back, and leaves no gap', async () => {
  const shopId = await shopOf(1);
  const failed = db.transaction([shopId], (tx) => {
    audit(tx, asked(shopId), act(2));
    return Promise.reject(new Error('refused'));
  });
  await expect(failed).rejects.toThrow('refused');
  await done(shopId, 2);
  expect(await verified(shopId)).toEqual(isWhole(shopId, 2));
});

it('INV-6 two shops share no chain: neither reads or writes lines of the other', async () => {
  const [ours, theirs] = [await shopOf(2), await shopOf(1)];
  await expect(db.transaction([ours], (tx) => Promise.resolve(audit(tx, asked(theirs), act(2))))).rejects.toMatchObject({ code: '42501' });
  const seen = await db.transaction([theirs], (tx) => tx.query({ name: 'audit-seen', text: 'SELECT shop_id FROM audit_entry' }));
  expect(seen).toEqual([{ shop_id: theirs }]);
});

it('refuses every change to the app role, and to the owner too', async () => {
  const shopId = await shopOf(2);
  const refused = async (client: Client, sql: string): Promise<void> => {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('jiedai.shops', $1, true)`, [`{${shopId}}`]);
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    await client.query('ROLLBACK');
  };
  for (const client of [app, owner])
    for (const sql of [
      `UPDATE audit_entry SET operation = 'x'`,
      'DELETE FROM audit_entry',
      'TRUNCATE audit_entry',
      'DELETE FROM audit_head',
    ])
      await refused(client, sql);
  await refused(app, 'UPDATE audit_head SET seq = seq - 1');
  await refused(app, 'UPDATE audit_head SET seq = seq');
  expect(await verified(shopId)).toEqual(isWhole(shopId, 2));
});

describe('who can do anything to the tables is found out', () => {
  /** Changes rows past fence and triggers, as somebody with the owner's password could. */
  async function tamper(sql: string, values: readonly unknown[]): Promise<void> {
    const each = async (what: string): Promise<void> => {
      for (const table of ['audit_entry', 'audit_head']) await owner.query(`ALTER TABLE ${table} ${what}`);
    };
    await each('NO FORCE ROW LEVEL SECURITY');
    await each('DISABLE TRIGGER USER');
    try {
      expect((await owner.query(sql, [...values])).rowCount).toBeGreaterThan(0);
    } finally {
      await each('ENABLE TRIGGER USER');
      await each('FORCE ROW LEVEL SECURITY');
    }
  }
  const copied = auditEntryTable.fields.filter((field) => field !== 'shopId' && field !== 'seq').map(columnName);
  const copy = (seq: string, from: string) =>
    `INSERT INTO audit_entry (shop_id, seq, ${copied.join(', ')}) SELECT shop_id, ${seq}, ${copied.join(', ')} FROM audit_entry WHERE shop_id = $1 AND seq = ${from}`;

  const other: Readonly<Record<string, string>> = {
    at: `at + interval '1 millisecond'`,
    before: `'{}'::json`,
    after: `'{"version":9}'::json`,
  };
  const columns = auditEntryTable.fields.filter((field) => field !== 'shopId' && field !== 'seq');

  it.each(columns)('a changed %s', async (field) => {
    const shopId = await shopOf(3);
    const column = columnName(field);
    await tamper(`UPDATE audit_entry SET ${column} = ${other[field] ?? `${column} || 'x'`} WHERE shop_id = $1 AND seq = 2`, [shopId]);
    expect(await verified(shopId)).toMatchObject({ seq: 2, problem: expect.stringContaining('not as it was written') as string });
  });

  it.each<[string, string, number, string]>([
    ['the first line deleted', 'DELETE FROM audit_entry WHERE shop_id = $1 AND seq = 1', 1, 'missing'],
    ['a line deleted', 'DELETE FROM audit_entry WHERE shop_id = $1 AND seq = 2', 2, 'missing'],
    ['the last line deleted', 'DELETE FROM audit_entry WHERE shop_id = $1 AND seq = 3', 3, 'missing'],
    ['all lines deleted', 'DELETE FROM audit_entry WHERE shop_id = $1', 1, 'missing'],
    ['a line set to null', 'UPDATE audit_entry SET before = NULL WHERE shop_id = $1 AND seq = 2', 2, 'not as it was written'],
    ['a line put behind the end', copy('4', '3'), 4, 'not as it was written'],
    ['the end set back', 'UPDATE audit_head SET seq = 2 WHERE shop_id = $1', 2, 'not the one the chain ended with'],
    ['the head deleted', 'DELETE FROM audit_head WHERE shop_id = $1', 1, 'behind the end'],
  ])('%s', async (_what, sql, seq, problem) => {
    const shopId = await shopOf(3);
    await tamper(sql, [shopId]);
    expect(await verified(shopId)).toEqual({ shopId, seq, problem: expect.stringContaining(problem) as string });
  });

  it('two lines that changed places', async () => {
    const shopId = await shopOf(3);
    await tamper('UPDATE audit_entry SET seq = seq + 10 WHERE shop_id = $1 AND seq IN (1, 2)', [shopId]);
    await tamper('UPDATE audit_entry SET seq = 13 - seq WHERE shop_id = $1 AND seq > 10', [shopId]);
    expect(await verified(shopId)).toMatchObject({ seq: 1, problem: expect.stringContaining('not as it was written') as string });
  });

  it('a line put between two others', async () => {
    const shopId = await shopOf(3);
    await tamper('UPDATE audit_entry SET seq = 4 WHERE shop_id = $1 AND seq = 3', [shopId]);
    await tamper(copy('3', '2'), [shopId]);
    expect(await verified(shopId)).toMatchObject({ seq: 3, problem: expect.stringContaining('not as it was written') as string });
  });

  it('a line of another shop', async () => {
    const [shopId, theirs] = [await shopOf(1), await shopOf(1)];
    await tamper('DELETE FROM audit_entry WHERE shop_id = $1', [shopId]);
    await tamper(`${copy('1', '1').replace('SELECT shop_id', 'SELECT $2::uuid')}`, [theirs, shopId]);
    expect(await verified(shopId)).toMatchObject({ seq: 1, problem: expect.stringContaining('not as it was written') as string });
  });
});
