import type { EventOf, ValueOf } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';
import { deleteOlder } from '#libs/service/retention';
import { saveAccountCopies } from '#services/schedule/copies/store/account-copies';
import { loginRetention } from '#services/schedule/logins/app/login-retention';
import { takePresences } from '#services/schedule/logins/app/take-presences';
import { accountSnapshot } from './account-snapshot';
import { openScheduleHouse, type HouseShop, type ScheduleHouse } from './schedule-house';

let house: ScheduleHouse;
let shop: HouseShop;
let [anna, ben] = ['', ''];

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-01T02:00:00.000Z');
  shop = await house.openShop();
  [anna, ben] = [await hire(), await hire()];
});

afterAll(() => house.close());

async function hire(of = shop, accountId = newId(), more: object = {}): Promise<string> {
  await house.deps.db.transaction([of.id], (tx) => saveAccountCopies(tx, [accountSnapshot(of.id, accountId, more)]));
  return accountId;
}

type Presence = ValueOf<'agent-status-changed', 'presence'>['to'];

/** What routing tells of an agent who changes its presence. */
const presence = (agentId: string, from: Presence, to: Presence, since: string, of = shop): EventOf<'agent-status-changed'> => ({
  ...{ topic: 'agent-status-changed', type: 'presence', id: newId(), shopId: of.id, subject: agentId },
  ...{ sequence: 1, incarnation: 1, traceparent: null },
  value: {
    ...{ shopId: of.id, occurredAt: since, actor: { kind: 'ACCOUNT', id: agentId }, causeId: null, policyVersion: null },
    ...{ agentId, shopVersion: 1, presence: to, maxCapacity: null, autoSuspended: false, load: 0, held: 0, reason: null, device: null },
    ...{ from, to, since, previousSince: null },
  },
});
const hear = (...events: EventOf<'agent-status-changed'>[]) =>
  house.deps.db.transaction([...new Set(events.map(({ shopId }) => shopId))], (tx) => takePresences(tx, events));

const plan = (...shifts: readonly (readonly [string, string, string, string])[]) =>
  shop.act<{ shifts: { id: string }[] }>(
    'saveShifts',
    { shifts: shifts.map(([agentId, date, start, end]) => ({ agentId, date, start, end })) },
    'shifts { id }',
  );

interface Late {
  readonly shift: { readonly agent: { readonly id: string }; readonly date: string };
  readonly kind: string;
  readonly onlineAt: string | null;
  readonly lateMinutes: number | null;
}
const page = async (args: string) =>
  (
    await shop.read<{ lateLogins: { nodes: Late[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }>(
      `lateLogins(${args}) { nodes { shift { agent { id } date } kind onlineAt lateMinutes } pageInfo { hasNextPage endCursor } }`,
    )
  ).lateLogins;
const late = async (args = 'from: "2026-03-02"') =>
  (await page(args)).nodes.map(({ shift, kind, lateMinutes }) => [shift.agent.id, kind, lateMinutes]);

it('STF-26 shift 10:00, online 10:07 ⇒ late 7; who never came is absent once the shift is over', async () => {
  await plan([anna, '2026-03-02', '10:00', '19:00'], [ben, '2026-03-02', '10:00', '19:00']);
  await hear(presence(anna, 'OFFLINE', 'ONLINE', '2026-03-02T02:07:00.000Z'));
  house.setClock('2026-03-02T03:00:00.000Z');
  expect((await late()).sort()).toEqual(
    [
      [anna, 'LATE', 7],
      [ben, 'NOT_YET', 60],
    ].sort(),
  );
  house.setClock('2026-03-02T11:00:00.000Z');
  expect((await late()).sort()).toEqual(
    [
      [anna, 'LATE', 7],
      [ben, 'ABSENT', null],
    ].sort(),
  );
  expect(await late(`from: "2026-03-02", agentId: "${ben}"`)).toEqual([[ben, 'ABSENT', null]]);
});

it('INV-3 what routing tells again changes nothing, however the events are cut into flights', async () => {
  await plan([anna, '2026-03-02', '10:00', '14:00'], [anna, '2026-03-02', '15:00', '19:00']);
  const events = [
    presence(anna, 'OFFLINE', 'ONLINE', '2026-03-02T01:55:00.000Z'),
    presence(anna, 'ONLINE', 'REST', '2026-03-02T01:59:00.000Z'),
    presence(anna, 'REST', 'OFFLINE', '2026-03-02T06:00:00.000Z'),
    presence(anna, 'OFFLINE', 'ONLINE', '2026-03-02T07:05:00.000Z'),
  ];
  for (const event of events) await hear(event);
  house.setClock('2026-03-02T12:00:00.000Z');
  expect(await late()).toEqual([[anna, 'LATE', 5]]);
  await hear(...events);
  expect(await late()).toEqual([[anna, 'LATE', 5]]);
});

it('STF-26 leave excuses, and whoever answers no buyers any more is not waited for', async () => {
  await plan([anna, '2026-03-02', '10:00', '19:00'], [ben, '2026-03-02', '10:00', '19:00']);
  house.setClock('2026-03-02T12:00:00.000Z');
  await shop.act('saveLeave', { agentId: anna, from: '2026-03-02' }, 'leave { id }');
  expect(await late()).toEqual([[ben, 'ABSENT', null]]);
  await hire(shop, ben, { version: 2, active: false });
  expect(await late()).toEqual([]);
});

it('STF-26 the list comes page by page, in the order of the shifts', async () => {
  const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
  await plan(...days.map((date) => [anna, date, '10:00', '19:00'] as const));
  house.setClock('2026-03-10T00:00:00.000Z');
  const seen: string[] = [];
  let after = '';
  for (let more = true; more;) {
    const { nodes, pageInfo } = await page(`from: "2026-03-01", to: "2026-03-31", first: 2${after}`);
    seen.push(...nodes.map(({ shift }) => shift.date));
    [more, after] = [pageInfo.hasNextPage, `, after: "${pageInfo.endCursor}"`];
  }
  expect(seen).toEqual(days);
});

it('INV-6 another shop’s log-ins are none of this one', async () => {
  await plan([anna, '2026-03-02', '10:00', '19:00']);
  const other = await house.openShop();
  await hear(
    presence(anna, 'OFFLINE', 'ONLINE', '2026-03-02T02:00:00.000Z', other),
    presence(ben, 'OFFLINE', 'ONLINE', '2026-03-02T02:00:00.000Z'),
  );
  house.setClock('2026-03-02T12:00:00.000Z');
  expect(await late()).toEqual([[anna, 'ABSENT', null]]);
});

it.each([
  ['from: "2026-03-02", to: "2026-04-02"', 'INVALID_RANGE', 'to'],
  ['from: "2026-02-30"', 'INVALID_RANGE', 'from'],
  ['from: "2026-03-02", agentId: "x"', 'BAD_USER_INPUT', 'agentId'],
  ['from: "2026-03-02", first: 0', 'BAD_USER_INPUT', 'first'],
  ['from: "2026-03-02", after: "x"', 'BAD_USER_INPUT', 'after'],
])('refuses lateLogins(%s)', async (args, code, field) => {
  expect(await shop.refusedRead(`lateLogins(${args}) { nodes { kind } }`)).toEqual([{ code, field }]);
});

it('PRM-13 agents do not read the punctuality of all', async () => {
  const asked = 'lateLogins(from: "2026-03-02") { nodes { kind } }';
  expect((await shop.refusedRead(asked, shop.as('AGENT')))[0]?.code).toBe('FORBIDDEN');
  expect(await shop.refusedRead(asked, shop.as('CS_ADMIN'))).toEqual([]);
});

it('log-ins that ended long ago are deleted, running ones stay', async () => {
  await hear(
    presence(anna, 'OFFLINE', 'ONLINE', '2026-03-02T02:00:00.000Z'),
    presence(anna, 'ONLINE', 'OFFLINE', '2026-03-02T10:00:00.000Z'),
    presence(ben, 'OFFLINE', 'ONLINE', '2026-03-02T02:00:00.000Z'),
  );
  await deleteOlder(house.deps.workerDb, loginRetention, new Date('2026-03-02T10:00:00.000Z'));
  await plan([anna, '2026-03-02', '10:00', '19:00'], [ben, '2026-03-02', '10:00', '19:00']);
  house.setClock('2026-03-02T12:00:00.000Z');
  expect(await late()).toEqual([]);
  await deleteOlder(house.deps.workerDb, loginRetention, new Date('2026-03-02T10:00:00.001Z'));
  expect(await late()).toEqual([[anna, 'ABSENT', null]]);
});
