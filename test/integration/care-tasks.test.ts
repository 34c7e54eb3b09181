import { newId } from '#libs/platform/process/ids';
import { accountSnapshot } from './account-snapshot';
import { openCareHouse, type CareHouse, type CareShop } from './care-house';

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly note: string | null;
  readonly order: { readonly id: string; readonly channelOrderId: string } | null;
  readonly assignee: { readonly id: string } | null;
}

let house: CareHouse;
let shop: CareShop;

beforeAll(async () => {
  house = await openCareHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setClock('2026-03-02T10:00:00Z');
  shop = await house.openShop();
});

const list = async (args = 'first: 100', by = shop.as('OWNER')): Promise<readonly Listed[]> => {
  const fields = `careTasks(${args}) { nodes { id kind state note order { id channelOrderId } assignee { id } } }`;
  return (await shop.read<{ careTasks: { nodes: Listed[] } }>(fields, by)).careTasks.nodes;
};

const created = { createdAt: '2026-03-02T10:00:00.000Z' };

describe('CARE-22 an unpaid order', () => {
  it('is reminded of 15 minutes after it was placed, once, however often it is told of', async () => {
    const id = await shop.order(created);
    await house.at('2026-03-02T10:14:59.999Z');
    expect(await list()).toEqual([]);
    await house.at('2026-03-02T10:15:00Z');
    expect(await list()).toMatchObject([{ kind: 'REMIND_UNPAID', state: 'DUE', order: { id, channelOrderId: 'T1' } }]);
    await shop.order({ ...created, orderId: id });
    await house.at('2026-03-02T11:00:00Z');
    expect(await list()).toMatchObject([{ state: 'OVERDUE' }]);
    expect(shop.told('care-step-done').map(({ value }) => value['state'])).toEqual(['OPEN']);
  });

  it('that is paid in time is not, and one that is paid later cancels what nobody has done', async () => {
    const [inTime, late] = [await shop.order(created), await shop.order(created)];
    const paid = { ...created, status: 'PAID_UNSHIPPED' as const };
    await shop.order({ ...paid, orderId: inTime, paidAt: '2026-03-02T10:10:00.000Z' });
    await house.at('2026-03-02T10:15:00Z');
    expect((await list()).map(({ order }) => order?.id)).toEqual([late]);
    await shop.order({ ...paid, orderId: late, paidAt: '2026-03-02T10:20:00.000Z' });
    const [task] = await list();
    expect(task).toMatchObject({ state: 'CANCELLED' });
    expect(await shop.attempt('tickCareTask', { taskId: task!.id, ticked: true })).toEqual([
      { code: 'ILLEGAL_TRANSITION', field: 'ticked' },
    ]);
    expect(shop.told('care-step-done').map(({ value }) => value['state'])).toEqual(['OPEN', 'CANCELLED']);
  });

  it('is reminded of once, however many processes look', async () => {
    for (let n = 0; n < 30; n += 1) await shop.order(created);
    house.setClock('2026-03-02T10:15:00Z');
    await Promise.all([1, 2, 3].map(() => house.timers().fire()));
    await house.at('2026-03-02T10:15:01Z');
    expect(await list()).toHaveLength(30);
    expect(shop.told('care-step-done')).toHaveLength(30);
  });

  it('that was heard of only after a day is not', async () => {
    await shop.order(created);
    await house.at('2026-03-03T10:00:00Z');
    expect(await list()).toEqual([]);
  });
});

describe('CARE-23 an unpaid order of high value', () => {
  it('has a task more, by the average of what was paid in its currency, once and whatever is told again', async () => {
    const paid = { ...created, status: 'PAID_UNSHIPPED' as const, paidAt: created.createdAt };
    const cny = (minorUnits: number) => ({ amount: { minorUnits, currency: 'CNY' } });
    const one = await shop.order({ ...paid, ...cny(8_000) });
    await shop.order({ ...paid, ...cny(8_000), orderId: one, status: 'SHIPPED' });
    await shop.order({ ...paid, ...cny(12_000) });
    await shop.order({ ...paid, amount: { minorUnits: 9_000_000, currency: 'USD' } });
    const [ten, more] = [await shop.order({ ...created, ...cny(100_000) }), await shop.order({ ...created, ...cny(100_001) })];
    await shop.order({ ...created, amount: { minorUnits: 100_001, currency: 'JPY' } });
    await house.at('2026-03-02T10:15:00Z');
    expect((await list('filter: { kinds: [CALL_HIGH_VALUE] }')).map(({ order }) => order?.id)).toEqual([more]);
    expect((await list('filter: { kinds: [REMIND_UNPAID] }')).map(({ order }) => order?.id)).toEqual(expect.arrayContaining([ten, more]));
    await shop.order({ ...paid, ...cny(100_001), orderId: more });
    expect((await list('filter: { states: [CANCELLED] }')).map(({ kind }) => kind).sort()).toEqual(['CALL_HIGH_VALUE', 'REMIND_UNPAID']);
  });
});

describe('tasks', () => {
  let taskId: string;
  let agent: string;
  beforeEach(async () => {
    agent = await shop.hire();
    await shop.order(created);
    await house.at('2026-03-02T10:15:00Z');
    taskId = (await list())[0]!.id;
  });

  it('are given to somebody, who ticks them; what others have is not theirs', async () => {
    const other = await shop.hire();
    const [mine, theirs] = [shop.as('AGENT', agent), shop.as('AGENT', other)];
    expect(await list('first: 9', theirs)).toHaveLength(1);
    await shop.act('assignCareTask', { taskId, accountId: agent }, 'task { id }');
    expect(await list('first: 9', theirs)).toEqual([]);
    expect(await shop.attempt('tickCareTask', { taskId, ticked: true }, theirs)).toEqual([{ code: 'FORBIDDEN', field: 'taskId' }]);
    const input = { taskId, ticked: true, note: 'called', commandId: 'c1' };
    const selection = 'task { state note closedAt closedBy { id } order { createdAt } }';
    const first = await shop.act('tickCareTask', input, selection, mine);
    expect(first).toMatchObject({ task: { state: 'DONE', note: 'called', closedBy: { id: agent } } });
    expect(await shop.act('tickCareTask', input, selection, mine)).toEqual(first);
    expect(await list('filter: { mine: true, states: [DONE] }', mine)).toHaveLength(1);
    expect(await list('filter: { states: [DUE, OVERDUE] }')).toEqual([]);
  });

  it('name what is wrong: no such task, no such account, one that is gone, a page of nothing', async () => {
    expect(await shop.attempt('assignCareTask', { taskId: newId(), accountId: agent })).toEqual([
      { code: 'TASK_NOT_FOUND', field: 'taskId' },
    ]);
    const elsewhere = await house.openShop();
    expect(await elsewhere.attempt('tickCareTask', { taskId, ticked: true })).toEqual([{ code: 'TASK_NOT_FOUND', field: 'taskId' }]);
    expect(await shop.attempt('tickCareTask', { taskId, note: ' ' })).toEqual([{ code: 'BAD_USER_INPUT', field: 'note' }]);
    await expect(list('first: 0')).rejects.toThrow('BAD_USER_INPUT');
    await expect(list('after: "x"')).rejects.toThrow('BAD_USER_INPUT');
  });

  it('of somebody who goes away are nobody’s again', async () => {
    await shop.act('assignCareTask', { taskId, accountId: agent }, 'task { id }');
    await house.hear(accountSnapshot(shop.id, agent, { version: 2, active: false }));
    expect(await list()).toMatchObject([{ assignee: null }]);
    expect(await shop.attempt('assignCareTask', { taskId, accountId: agent })).toEqual([{ code: 'BAD_USER_INPUT', field: 'accountId' }]);
  });

  it('are listed page by page, each once', async () => {
    for (let n = 0; n < 4; n += 1) await shop.order(created);
    await house.at('2026-03-02T10:15:01Z');
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const page = await shop.read<{ careTasks: { nodes: Listed[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
        `careTasks(first: 2${after}) { nodes { id } pageInfo { hasNextPage endCursor } }`,
      );
      seen.push(...page.careTasks.nodes.map(({ id }) => id));
      if (!page.careTasks.pageInfo.hasNextPage) break;
      after = `, after: "${page.careTasks.pageInfo.endCursor}"`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });
});
