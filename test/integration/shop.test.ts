import { createOutbox, type OutboxListener } from '#libs/messaging/outbox/outbox';
import type { Caller } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { createAccount, updateAccount } from '#services/shop/accounts/app/accounts';
import type { Call } from '#services/shop/call';
import { changePolicy } from '#services/shop/shops/app/change-policy';
import { createShop } from '#services/shop/shops/app/create-shop';
import { overridePolicy } from '#services/shop/shops/domain/shop';
import { shopSchema } from '#services/shop/migrations/index';
import { createDatabases } from '#test/kit/databases';
import { tableDrift } from '#test/kit/table-drift';

const log = createLog({ service: 'test', level: 'silent' });
const silent: OutboxListener = { appending: () => undefined, committed: () => undefined };
const operator: Caller = { subject: 'op', roles: ['OPERATOR'], shop: null, account: null };

let db: Database;
let call: Call;

beforeAll(async () => {
  const { shop } = await createDatabases(['shop']);
  db = createDatabase({ url: shop.app, max: 6, log, name: 'shop-test' });
  call = {
    deps: { db, outbox: createOutbox(silent), clock: { now: () => new Date('2026-03-02T02:00:00Z') }, newId },
    caller: operator,
    traceparent: null,
  };
});

afterAll(() => db.close());

const input = (commandId?: string, name = 'S') => ({ name, preset: 'KUAISHOU' as const, commandId });

async function outboxOf(shopId: string): Promise<{ stream: string; seq: number; version: number }[]> {
  const statement = {
    name: 'outbox-of',
    text: `SELECT stream, seq, (value::json->>'version')::int AS version FROM outbox ORDER BY stream, seq`,
  };
  return db.transaction([shopId], (tx) => tx.query(statement));
}

it('createShop makes the shop and its main account, and tells of both once', async () => {
  const { shop, owner } = await createShop(call, input());
  expect(owner).toMatchObject({ shopId: shop.id, roles: ['OWNER'] });
  expect(await outboxOf(shop.id)).toEqual([
    { stream: 'account-changed', seq: 1, version: 1 },
    { stream: 'shop-changed', seq: 1, version: 1 },
  ]);
});

it('INV-3 the same commandId makes one shop, however many ask at once; another input is refused', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => createShop(call, input('make-1'))));
  expect(new Set(made.map(({ shop }) => shop.id)).size).toBe(1);
  await expect(createShop(call, input('make-1', 'Another'))).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
});

it('a zone that does not exist is refused before anything is stored', async () => {
  await expect(createShop(call, { ...input('make-2'), timeZone: 'Asia/Nowhere' })).rejects.toMatchObject({
    code: 'INVALID_ZONE',
    field: 'timeZone',
  });
  await expect(createShop(call, input('make-2'))).resolves.toMatchObject({ shop: { timeZone: 'Asia/Shanghai' } });
});

it('concurrent policy changes are told in order, one version each', async () => {
  const { shop } = await createShop(call, input());
  const holds = [1, 2, 3, 4, 5];
  await Promise.all(
    holds.map((minutes) =>
      changePolicy(call, 'updateShopPolicy', { shopId: shop.id }, (current) => overridePolicy(current, { agentEndHoldMinutes: minutes })),
    ),
  );
  const told = (await outboxOf(shop.id)).filter(({ stream }) => stream === 'shop-changed');
  expect(told.map(({ seq, version }) => [seq, version])).toEqual([1, 2, 3, 4, 5, 6].map((number) => [number, number]));
});

it('a change that changes nothing is not told', async () => {
  const { shop } = await createShop(call, input());
  await changePolicy(call, 'updateShopPolicy', { shopId: shop.id }, (current) => overridePolicy(current, { agentEndHoldMinutes: 20 }));
  expect((await outboxOf(shop.id)).filter(({ stream }) => stream === 'shop-changed')).toHaveLength(1);
});

it('PRM-4 an account takes part in routing once it has the role AGENT; every change is told whole', async () => {
  const { shop } = await createShop(call, input());
  const account = await createAccount(call, { shopId: shop.id, name: 'A', roles: ['OPERATIONS'] });
  const changed = await updateAccount(call, { shopId: shop.id, accountId: account.id, roles: ['OPERATIONS', 'AGENT'] });
  expect([account.roles, changed.roles, changed.version]).toEqual([['OPERATIONS'], ['AGENT', 'OPERATIONS'], 2]);
});

it('concurrent changes of an account are all kept, one version each', async () => {
  const { shop, owner } = await createShop(call, input());
  const change = (changes: { name?: string; nickname?: string; imEnabled?: boolean }) =>
    updateAccount(call, { shopId: shop.id, accountId: owner.id, ...changes });
  const changed = await Promise.all([change({ name: 'N' }), change({ nickname: 'K' }), change({ imEnabled: false })]);
  expect(changed.map(({ version }) => version).sort()).toEqual([2, 3, 4]);
  expect(changed.find(({ version }) => version === 4)).toMatchObject({ name: 'N', nickname: 'K', imEnabled: false, roles: ['OWNER'] });
});

it('INV-3 an account is created and changed once per commandId', async () => {
  const { shop } = await createShop(call, input());
  const wanted = { shopId: shop.id, name: 'A', roles: ['AGENT' as const], commandId: 'a-1' };
  const made = await Promise.all([createAccount(call, wanted), createAccount(call, wanted)]);
  expect(made[0]).toEqual(made[1]);
  await expect(createAccount(call, { ...wanted, name: 'B' })).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED', field: 'commandId' });
  expect((await outboxOf(shop.id)).filter(({ stream }) => stream === 'account-changed')).toHaveLength(2);
});

it("INV-6 another shop's account is an unknown one", async () => {
  const [mine, theirs] = [await createShop(call, input()), await createShop(call, input())];
  await expect(updateAccount(call, { shopId: mine.shop.id, accountId: theirs.owner.id, name: 'X' })).rejects.toMatchObject({
    code: 'ACCOUNT_NOT_FOUND',
  });
});

it('INV-6 one shop does not see the rows of another, and without a shop nobody sees any', async () => {
  const [mine, theirs] = [await createShop(call, input()), await createShop(call, input())];
  const seen = { name: 'shops-seen', text: 'SELECT s.id AS shop, a.id AS account FROM shop s FULL JOIN account a ON a.shop_id = s.id' };
  expect(await db.transaction([mine.shop.id], (tx) => tx.query(seen))).toEqual([{ shop: mine.shop.id, account: mine.owner.id }]);
  expect(await db.transaction([], (tx) => tx.query(seen))).toEqual([]);
  const rename = { name: 'rename-theirs', text: `UPDATE shop SET name = 'mine' WHERE id = $1 RETURNING id` };
  expect(await db.transaction([mine.shop.id], (tx) => tx.query(rename, [theirs.shop.id]))).toEqual([]);
});

it('the migrated shop tables are those the code defines', async () => {
  expect(await tableDrift(shopSchema)).toEqual([]);
});
