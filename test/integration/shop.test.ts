import { createOutbox, type OutboxListener } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { commandOf, type CommandInput } from '#libs/platform/graphql/command';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { createAccount as makeAccount } from '#services/shop/accounts/app/create-account';
import { updateAccount as change } from '#services/shop/accounts/app/update-account';
import type { Deps } from '#services/shop/deps';
import { changeShop } from '#services/shop/shops/app/change-shop';
import { createShop as makeShop, noShop } from '#services/shop/shops/app/create-shop';
import { overridePolicy } from '#services/shop/shops/domain/shop';
import { shopSchema } from '#services/shop/migrations/index';
import { createDatabases } from '#test/kit/databases';
import { tableDrift } from '#test/kit/table-drift';
import { callerAs } from '#test/kit/caller-as';

const log = createLog({ service: 'test', level: 'silent' });
const silent: OutboxListener = { appending: () => undefined, committed: () => undefined };
const operator = callerAs('OPERATOR', null, { subject: 'op' });

let db: Database;
let deps: Deps;

beforeAll(async () => {
  const { shop } = await createDatabases(['shop']);
  db = createDatabase({ url: shop.app, max: 6, log, name: 'shop-test' });
  deps = { db, outbox: createOutbox(silent), clock: { now: () => new Date('2026-03-02T02:00:00Z') }, newId };
});

afterAll(() => db.close());

const context = { caller: operator, traceparent: null, extra: undefined };
const asked = <I extends CommandInput>(operation: string, given: I) => commandOf(operation, given.shopId, given, context);
const createShop = (given: Parameters<typeof makeShop>[1]['input'] & { readonly commandId?: string | undefined }) =>
  makeShop(deps, commandOf('createShop', noShop, given, context));
const createAccount = (given: Parameters<typeof makeAccount>[1]['input']) => makeAccount(deps, asked('createAccount', given));
const updateAccount = (given: Parameters<typeof change>[1]['input']) => change(deps, asked('updateAccount', given));
const holdFor = (shopId: string, agentEndHoldMinutes: number) =>
  changeShop(deps, asked('updateShopPolicy', { shopId }), (shop) => overridePolicy(shop, { agentEndHoldMinutes }));

const input = (commandId?: string, name = 'S') => ({ name, preset: 'KUAISHOU' as const, commandId });

async function outboxOf(shopId: string): Promise<{ stream: string; seq: number; version: number }[]> {
  const statement = {
    name: 'outbox-of',
    text: `SELECT stream, seq, (value::json->>'version')::int AS version FROM outbox ORDER BY stream, seq`,
  };
  return db.transaction([shopId], (tx) => tx.query(statement));
}

it('createShop makes the shop and its main account, and tells of both once', async () => {
  const { shop, owner } = await createShop(input());
  expect(owner).toMatchObject({ shopId: shop.id, roles: ['OWNER'] });
  expect(await outboxOf(shop.id)).toEqual([
    { stream: 'account-changed', seq: 1, version: 1 },
    { stream: 'shop-changed', seq: 1, version: 1 },
  ]);
});

it('INV-3 the same commandId makes one shop, however many ask at once; another input is refused', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => createShop(input('make-1'))));
  expect(new Set(made.map(({ shop }) => shop.id)).size).toBe(1);
  await expect(createShop(input('make-1', 'Another'))).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
});

it('a zone that does not exist is refused before anything is stored', async () => {
  await expect(createShop({ ...input('make-2'), timeZone: 'Asia/Nowhere' })).rejects.toMatchObject({
    code: 'INVALID_ZONE',
    field: 'timeZone',
  });
  await expect(createShop(input('make-2'))).resolves.toMatchObject({ shop: { timeZone: 'Asia/Shanghai' } });
});

it('concurrent policy changes are told in order, one version each', async () => {
  const { shop } = await createShop(input());
  const holds = [1, 2, 3, 4, 5];
  await Promise.all(holds.map((minutes) => holdFor(shop.id, minutes)));
  const told = (await outboxOf(shop.id)).filter(({ stream }) => stream === 'shop-changed');
  expect(told.map(({ seq, version }) => [seq, version])).toEqual([1, 2, 3, 4, 5, 6].map((number) => [number, number]));
});

it('a change that changes nothing is not told', async () => {
  const { shop } = await createShop(input());
  await holdFor(shop.id, 20);
  expect((await outboxOf(shop.id)).filter(({ stream }) => stream === 'shop-changed')).toHaveLength(1);
});

it('PRM-4 an account takes part in routing once it has the role AGENT; every change is told whole', async () => {
  const { shop } = await createShop(input());
  const account = await createAccount({ shopId: shop.id, name: 'A', roles: ['OPERATIONS'] });
  const changed = await updateAccount({ shopId: shop.id, accountId: account.id, roles: ['OPERATIONS', 'AGENT'] });
  expect([account.roles, changed.roles, changed.version]).toEqual([['OPERATIONS'], ['AGENT', 'OPERATIONS'], 2]);
});

it('concurrent changes of an account are all kept, one version each', async () => {
  const { shop } = await createShop(input());
  const { id: accountId } = await createAccount({ shopId: shop.id, name: 'A', roles: ['AGENT'] });
  const changeIt = (changes: { name?: string; nickname?: string; imEnabled?: boolean }) =>
    updateAccount({ shopId: shop.id, accountId, ...changes });
  const changed = await Promise.all([changeIt({ name: 'N' }), changeIt({ nickname: 'K' }), changeIt({ imEnabled: false })]);
  expect(changed.map(({ version }) => version).sort()).toEqual([2, 3, 4]);
  expect(changed.find(({ version }) => version === 4)).toMatchObject({ name: 'N', nickname: 'K', imEnabled: false, roles: ['AGENT'] });
});

it('INV-3 an account is created and changed once per commandId', async () => {
  const { shop } = await createShop(input());
  const wanted = { shopId: shop.id, name: 'A', roles: ['AGENT' as const], commandId: 'a-1' };
  const made = await Promise.all([createAccount(wanted), createAccount(wanted)]);
  expect(made[0]).toEqual(made[1]);
  await expect(createAccount({ ...wanted, name: 'B' })).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED', field: 'commandId' });
  expect((await outboxOf(shop.id)).filter(({ stream }) => stream === 'account-changed')).toHaveLength(2);
});

it('what happens by a command names it as its cause', async () => {
  const { shop } = await createShop(input('c-1'));
  const { id: accountId } = await createAccount({ shopId: shop.id, name: 'A', roles: ['AGENT'], commandId: 'c-2' });
  await updateAccount({ shopId: shop.id, accountId, name: 'N', commandId: 'c-3' });
  await holdFor(shop.id, 7);
  const causes = { name: 'causes', text: `SELECT stream, value::json->>'causeId' AS cause FROM outbox ORDER BY stream, seq` };
  expect(await db.transaction([shop.id], (tx) => tx.query(causes))).toEqual([
    { stream: 'account-changed', cause: 'c-1' },
    { stream: 'account-changed', cause: 'c-2' },
    { stream: 'account-changed', cause: 'c-3' },
    { stream: 'shop-changed', cause: 'c-1' },
    { stream: 'shop-changed', cause: null },
  ]);
});

it('what the owner of shops and accounts does not know will not come by itself', async () => {
  const { shop } = await createShop(input());
  const unknown = { retryable: false };
  await expect(updateAccount({ shopId: shop.id, accountId: newId() })).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND', ...unknown });
  await expect(holdFor(newId(), 1)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND', ...unknown });
});

it("INV-6 another shop's account is an unknown one", async () => {
  const [mine, theirs] = [await createShop(input()), await createShop(input())];
  await expect(updateAccount({ shopId: mine.shop.id, accountId: theirs.owner.id, name: 'X' })).rejects.toMatchObject({
    code: 'ACCOUNT_NOT_FOUND',
  });
});

it('INV-6 one shop does not see the rows of another, and without a shop nobody sees any', async () => {
  const [mine, theirs] = [await createShop(input()), await createShop(input())];
  const seen = { name: 'shops-seen', text: 'SELECT s.id AS shop, a.id AS account FROM shop s FULL JOIN account a ON a.shop_id = s.id' };
  expect(await db.transaction([mine.shop.id], (tx) => tx.query(seen))).toEqual([{ shop: mine.shop.id, account: mine.owner.id }]);
  expect(await db.transaction([], (tx) => tx.query(seen))).toEqual([]);
  const rename = { name: 'rename-theirs', text: `UPDATE shop SET name = 'mine' WHERE id = $1 RETURNING id` };
  expect(await db.transaction([mine.shop.id], (tx) => tx.query(rename, [theirs.shop.id]))).toEqual([]);
});

it('the migrated shop tables are those the code defines', async () => {
  expect(await tableDrift(shopSchema)).toEqual([]);
});
