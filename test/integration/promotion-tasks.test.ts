import { newId } from '#libs/platform/process/ids';
import { callerAs } from '#test/kit/caller-as';
import {
  doubleEleven,
  openPromotionsHouse,
  taskFields,
  type Listed,
  type PromotionShop,
  type PromotionsHouse,
  type TaskPage,
} from './promotions-house';
import { shopSnapshot } from './shop-snapshot';

let house: PromotionsHouse;
let shop: PromotionShop;

beforeAll(async () => {
  house = await openPromotionsHouse();
});
afterAll(() => house.close());

beforeEach(async () => {
  house.setClock('2026-09-01T02:00:00Z');
  shop = await house.openShop();
});

describe('tasks follow', () => {
  it('other dates: what was ticked stays as it was done, an assignee stays with what moves', async () => {
    const [someone] = await shop.hire(1);
    const id = await shop.plan({ ...doubleEleven, maySurgeLate: true });
    const [adding] = await shop.ofKind('ADD_AGENTS');
    await shop.act('assignPromotionTask', { taskId: adding!.id, accountId: someone }, 'task { id }');
    const [check] = await shop.ofKind('CHECK_ORDERS');
    expect(await shop.tick(check!.id)).toEqual([]);
    await shop.save({ promotionId: id, firstDate: '2026-11-12', lastDate: '2026-11-12' });
    expect(await shop.ofKind('ADD_AGENTS')).toMatchObject([{ id: adding!.id, dueDate: '2026-10-28', assignee: { id: someone } }]);
    const checks = await shop.ofKind('CHECK_ORDERS');
    expect(checks.filter(({ dueDate }) => dueDate === '2026-11-11')).toMatchObject([{ id: check!.id, state: 'DONE' }]);
    expect(checks.filter(({ dueDate }) => dueDate === '2026-11-12')).toHaveLength(6);
    // Its tick taken back, it follows the plan, which no longer asks for it.
    expect(await shop.tick(check!.id, { ticked: false })).toEqual([]);
    expect((await shop.ofKind('CHECK_ORDERS')).map(({ dueDate }) => dueDate)).toEqual(Array.from({ length: 6 }, () => '2026-11-12'));
    expect(await shop.tick(check!.id)).toEqual([{ code: 'TASK_NOT_FOUND', field: 'taskId' }]);
  });

  it('who is an agent: one who comes gets tasks, one who goes loses what is not done, also what was given to it', async () => {
    const [a] = await shop.hire(1);
    await shop.plan({ ...doubleEleven, maySurgeLate: true });
    const [adding] = await shop.ofKind('ADD_AGENTS');
    await shop.act('assignPromotionTask', { taskId: adding!.id, accountId: a }, 'task { id }');
    const [first] = await shop.ofKind('ROTATE_POST');
    expect(await shop.tick(first!.id)).toEqual([]);
    const [b] = await shop.hire(1);
    expect((await shop.ofKind('ROTATE_POST')).filter(({ agent }) => agent?.id === b)).toHaveLength(5);
    await house.hear(shop.account(a!, 2, { active: false }));
    expect((await shop.ofKind('ROTATE_POST')).filter(({ agent }) => agent?.id === a)).toMatchObject([{ id: first!.id, state: 'DONE' }]);
    expect(await shop.ofKind('ADD_AGENTS')).toMatchObject([{ assignee: null }]);
    expect(await shop.attempt('assignPromotionTask', { taskId: adding!.id, accountId: a })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'accountId' },
    ]);
    await house.hear(shop.account(b!, 2, { roles: ['OPERATIONS'] }));
    expect((await shop.ofKind('ROTATE_POST')).filter(({ agent }) => agent?.id === b)).toEqual([]);
    // What came later than a newer snapshot changes nothing.
    await house.hear(shop.account(b!, 1));
    expect((await shop.ofKind('ROTATE_POST')).filter(({ agent }) => agent?.id === b)).toEqual([]);
  });

  it('an agent and a promotion that come at the same time find each other', async () => {
    const shops = await Promise.all(Array.from({ length: 8 }, () => house.openShop()));
    await Promise.all(shops.flatMap((each) => [each.plan(), each.hire(1)]));
    for (const each of shops) expect(await each.ofKind('ROTATE_POST')).toHaveLength(5);
  });

  it('agents who come and go while plans are saved and tasks ticked: nobody waits in a circle', async () => {
    const agents = await shop.hire(4);
    const promotionId = await shop.plan({ ...doubleEleven, maySurgeLate: true });
    const [adding] = await shop.ofKind('ADD_AGENTS');
    const rounds = agents.flatMap((agent, round) => [
      shop.act('assignPromotionTask', { taskId: adding!.id, accountId: agents[0] }, 'task { id }').catch(() => undefined),
      shop.save({ promotionId, normalAfterSales: round }),
      shop.hire(1),
      house.hear(shop.account(agent, 2, { active: false })),
    ]);
    await Promise.all(rounds);
    const rotated = new Set((await shop.ofKind('ROTATE_POST')).map(({ agent }) => agent!.id));
    expect([rotated.size, agents.filter((agent) => rotated.has(agent))]).toEqual([4, []]);
    expect(await shop.ofKind('ADD_AGENTS')).toMatchObject([{ assignee: null }]);
  });

  it('the shop’s zone', async () => {
    await shop.plan();
    await house.hear(shopSnapshot(shop.id, 2, 'Europe/Berlin'));
    const { promotionTasks } = await shop.read<{ promotionTasks: { nodes: { overdueAt: string }[] } }>(
      'promotionTasks(first: 1, filter: { kinds: [CHECK_ORDERS] }) { nodes { overdueAt } }',
    );
    expect(promotionTasks.nodes).toEqual([{ overdueAt: '2026-11-11T07:30:00.000Z' }]);
  });

  it('the clocks of the zone, on the dates on which they change', async () => {
    const berlin = await house.openShop('Europe/Berlin');
    await berlin.plan({ name: 'x', firstDate: '2026-10-24', lastDate: '2026-10-25', normalAfterSales: 4 });
    const { promotionTasks } = await berlin.read<{ promotionTasks: { nodes: { overdueAt: string }[] } }>(
      'promotionTasks(filter: { kinds: [CUT_AFTER_SALES] }) { nodes { overdueAt } }',
    );
    expect(promotionTasks.nodes.map(({ overdueAt }) => overdueAt)).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
  });

  it('a promotion that is called off: its tasks go but for what was done, and it is not planned any more', async () => {
    const id = await shop.plan();
    const [check] = await shop.ofKind('CHECK_ORDERS');
    expect(await shop.tick(check!.id)).toEqual([]);
    const cancel = () => shop.act('cancelPromotion', { promotionId: id }, 'promotion { cancelledAt revision tasks { all done } }');
    const cancelled = { promotion: { cancelledAt: '2026-09-01T02:00:00.000Z', revision: 2, tasks: { all: 1, done: 1 } } };
    expect([await cancel(), await cancel()]).toEqual([cancelled, cancelled]);
    expect(await shop.list('')).toMatchObject([{ id: check!.id }]);
    expect(await shop.attempt('savePromotion', { promotionId: id, name: 'x' })).toEqual([
      { code: 'ILLEGAL_TRANSITION', field: 'promotionId' },
    ]);
  });
});

describe('lists', () => {
  it('tasks come page by page, each once, the earliest first', async () => {
    await shop.hire(3);
    await shop.plan({ ...doubleEleven, maySurgeLate: true, lastDate: '2026-11-12', normalAfterSales: 8 });
    const all = await shop.list('');
    const seen: Listed[] = [];
    let after = '';
    for (let more = true; more;) {
      const { promotionTasks } = await shop.read<TaskPage>(
        `promotionTasks(first: 7${after}) { nodes { ${taskFields} } pageInfo { hasNextPage endCursor } }`,
      );
      seen.push(...promotionTasks.nodes);
      [more, after] = [promotionTasks.pageInfo.hasNextPage, `, after: "${promotionTasks.pageInfo.endCursor}"`];
    }
    expect(seen).toEqual(all);
    expect(all).toHaveLength(3 * 5 + 1 + 2 + 12 + 4);
    expect(all.slice(0, 3).map(({ post }) => post)).toEqual(['PRE_SALE', 'PRE_SALE', 'PRE_SALE']);
  });

  it('every filter says what the states of the tasks say', async () => {
    const [a] = await shop.hire(2);
    const id = await shop.plan();
    const other = await shop.plan({ name: 'x', firstDate: '2026-10-20' });
    house.setClock('2026-10-20T05:00:00Z');
    const [first] = await shop.ofKind('CHECK_ORDERS');
    expect(await shop.tick(first!.id)).toEqual([]);
    const all = await shop.list('');
    for (const state of ['PLANNED', 'DUE', 'OVERDUE', 'DONE']) {
      const found = await shop.list(`states: [${state}]`);
      expect(found).toEqual(all.filter((task) => task.state === state));
      expect(found.length).toBeGreaterThan(0);
    }
    expect((await shop.list(`promotionId: "${id}"`)).length + (await shop.list(`promotionId: "${other}"`)).length).toBe(all.length);
    expect(await shop.list(`accountId: "${a}"`)).toEqual(all.filter(({ assignee }) => assignee?.id === a));
    expect(await shop.list('mine: true', shop.asAccount(a!))).toEqual(await shop.list(`accountId: "${newId()}"`, shop.asAccount(a!)));
    expect(await shop.list('mine: true', callerAs('READER', shop.id, { permissions: ['roster:write'] }))).toEqual([]);
  });

  it('promotions come page by page, the latest first date first', async () => {
    for (const firstDate of ['2026-11-11', '2026-12-12', '2026-11-11']) await shop.plan({ name: 'x', firstDate });
    interface Page {
      readonly promotions: {
        readonly nodes: { id: string; firstDate: string }[];
        readonly pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const page = (after: string) =>
      shop.read<Page>(`promotions(first: 2${after}) { nodes { id firstDate } pageInfo { hasNextPage endCursor } }`);
    const { promotions: one } = await page('');
    const { promotions: two } = await page(`, after: "${one.pageInfo.endCursor}"`);
    expect([...one.nodes, ...two.nodes].map(({ firstDate }) => firstDate)).toEqual(['2026-12-12', '2026-11-11', '2026-11-11']);
    expect(new Set([...one.nodes, ...two.nodes].map(({ id }) => id)).size).toBe(3);
    expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it.each([
    ['promotions(first: 0) { nodes { id } }', 'first'],
    ['promotions(after: "x") { nodes { id } }', 'after'],
    ['promotionTasks(first: 101) { nodes { id } }', 'first'],
    ['promotionTasks(after: "W10") { nodes { id } }', 'after'],
    ['promotionTasks(filter: { promotionId: "x" }) { nodes { id } }', 'filter.promotionId'],
  ])('refuses %s', async (fields, field) => {
    expect(await shop.refusedRead(fields)).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  });
});

it.each([
  [{ firstDate: '2026-11-11' }, 'BAD_USER_INPUT', 'name'],
  [{ name: '  ', firstDate: '2026-11-11' }, 'BAD_USER_INPUT', 'name'],
  [{ ...doubleEleven, name: null }, 'BAD_USER_INPUT', 'name'],
  [{ name: 'x' }, 'INVALID_RANGE', 'firstDate'],
  [{ ...doubleEleven, lastDate: '2026-11-10' }, 'INVALID_RANGE', 'lastDate'],
  [{ ...doubleEleven, normalAfterSales: -1 }, 'BAD_USER_INPUT', 'normalAfterSales'],
  [{ ...doubleEleven, orderChecks: [{ at: '8:30', from: '00:00', to: '03:00' }] }, 'INVALID_TIME', 'orderChecks.0.at'],
  [{ ...doubleEleven, briefing: [{ name: 'a' }, { name: 'a' }] }, 'BAD_USER_INPUT', 'briefing.1.name'],
  [{ ...doubleEleven, promotionId: newId() }, 'PROMOTION_NOT_FOUND', 'promotionId'],
  [{ ...doubleEleven, expectedRevision: 1 }, 'VERSION_CONFLICT', 'expectedRevision'],
])('refuses %j with its field, and nothing is stored', async (input, code, field) => {
  expect(await shop.attempt('savePromotion', input)).toEqual([{ code, field }]);
  expect(await shop.read('promotions { nodes { id } } promotionTasks { nodes { id } }')).toEqual({
    promotions: { nodes: [] },
    promotionTasks: { nodes: [] },
  });
});

it('an edit of a plan that somebody else has changed since is a conflict; of two at once one is', async () => {
  const promotionId = await shop.plan();
  const edits = await Promise.all(['a', 'b', 'c'].map((name) => shop.attempt('savePromotion', { promotionId, name, expectedRevision: 1 })));
  expect(edits.flat()).toEqual([
    { code: 'VERSION_CONFLICT', field: 'expectedRevision' },
    { code: 'VERSION_CONFLICT', field: 'expectedRevision' },
  ]);
});

it('INV-3 a repeated command changes nothing and answers as the first time', async () => {
  await shop.hire(1);
  const input = { ...doubleEleven, commandId: 'p' };
  const first = await shop.save(input);
  expect(await shop.save(input)).toEqual(first);
  expect((await shop.read<{ promotions: { nodes: object[] } }>('promotions { nodes { id } }')).promotions.nodes).toHaveLength(1);
  expect(await shop.attempt('savePromotion', { ...input, name: 'y' })).toEqual([{ code: 'COMMAND_ID_REUSED', field: 'commandId' }]);
  const [report] = await shop.ofKind('REPORT_OUT_OF_STOCK');
  const told = { taskId: report!.id, orders: [{ order: 'o-1', restockOn: '2026-11-20' }], commandId: 'r' };
  const answer = 'task { id tickedAt overdueAt } newTasks { id kind overdueAt }';
  const reported = await shop.act('reportOutOfStock', told, answer);
  expect(await shop.act('reportOutOfStock', told, answer)).toEqual(reported);
  const cancel = { promotionId: first.promotion.id, commandId: 'c' };
  const cancelled = await shop.act('cancelPromotion', cancel, 'promotion { cancelledAt savedAt revision }');
  expect(await shop.act('cancelPromotion', cancel, 'promotion { cancelledAt savedAt revision }')).toEqual(cancelled);
});

it('two who tick at once: one of them did it', async () => {
  const [a, b] = await shop.hire(2);
  await shop.plan();
  const [check] = await shop.ofKind('CHECK_ORDERS');
  await Promise.all([a!, b!].map((id) => shop.tick(check!.id, { ticked: true }, shop.asAccount(id, 'CS_ADMIN'))));
  const text = { name: 'ticked-by', text: 'SELECT ticked_by AS "by" FROM promotion_task WHERE shop_id = $1 AND id = $2' };
  const [row] = await house.deps.db.transaction([shop.id], (tx) => tx.query<{ by: string }>(text, [shop.id, check!.id]));
  expect([a, b]).toContain(row!.by);
});

it('an account that nobody has heard of does nothing; its news may be on its way', async () => {
  await shop.plan();
  const [check] = await shop.ofKind('CHECK_ORDERS');
  const unknown = newId();
  expect(await shop.attempt('assignPromotionTask', { taskId: check!.id, accountId: unknown })).toEqual([
    { code: 'ACCOUNT_NOT_FOUND', field: 'accountId' },
  ]);
  const assigned = shop.attempt('assignPromotionTask', { taskId: check!.id, accountId: unknown });
  await house.hear(shop.account(unknown, 1));
  expect(await assigned).toEqual([]);
});

it('at most 50 promotions are neither over nor cancelled', async () => {
  for (let count = 0; count < 50; count += 1) await shop.plan({ name: 'x', firstDate: '2026-09-01', orderChecks: [] });
  expect(await shop.attempt('savePromotion', doubleEleven)).toEqual([{ code: 'BAD_USER_INPUT', field: 'promotionId' }]);
  house.setClock('2026-09-02T02:00:00Z');
  expect(await shop.attempt('savePromotion', doubleEleven)).toEqual([]);
});

it('INV-6 PRM-1 another shop sees and touches nothing; agents and operations plan nothing', async () => {
  const promotionId = await shop.plan();
  const [check] = await shop.ofKind('CHECK_ORDERS');
  const other = await house.openShop();
  expect(await other.read('promotions { nodes { id } } promotionTasks { nodes { id } }')).toEqual({
    promotions: { nodes: [] },
    promotionTasks: { nodes: [] },
  });
  expect(await other.attempt('savePromotion', { promotionId, name: 'x' })).toEqual([{ code: 'PROMOTION_NOT_FOUND', field: 'promotionId' }]);
  expect(await other.attempt('cancelPromotion', { promotionId })).toEqual([{ code: 'PROMOTION_NOT_FOUND', field: 'promotionId' }]);
  for (const operation of ['tickPromotionTask', 'assignPromotionTask'])
    expect(await other.attempt(operation, { taskId: check!.id })).toEqual([{ code: 'TASK_NOT_FOUND', field: 'taskId' }]);
  expect(await other.attempt('reportOutOfStock', { taskId: check!.id, orders: [] })).toEqual([{ code: 'TASK_NOT_FOUND', field: 'taskId' }]);
  const forbidden = [{ code: 'FORBIDDEN', field: undefined }];
  for (const role of ['AGENT', 'OPERATIONS'] as const) {
    expect(await shop.attempt('savePromotion', doubleEleven, shop.as(role))).toEqual(forbidden);
    expect(await shop.attempt('assignPromotionTask', { taskId: check!.id }, shop.as(role))).toEqual(forbidden);
    expect(await shop.refusedRead('promotions { nodes { id } }', shop.as(role))).toEqual(forbidden);
    expect(await shop.list('', shop.as(role))).toEqual([]);
  }
  expect(await shop.attempt('savePromotion', doubleEleven, shop.as('CS_ADMIN'))).toEqual([]);
});
