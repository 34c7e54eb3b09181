import {
  doubleEleven,
  openPromotionsHouse,
  product,
  taskFields,
  type Listed,
  type PromotionShop,
  type PromotionsHouse,
} from './promotions-house';

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

it('STF-9 2026-11-11 ⇒ agents are added from 2026-10-27 on; the date comes, and passes', async () => {
  await shop.plan({ ...doubleEleven, maySurgeLate: true });
  const [task] = await shop.ofKind('ADD_AGENTS');
  expect(task).toMatchObject({ dueDate: '2026-10-27', dueTime: null, state: 'PLANNED' });
  house.setClock('2026-10-26T16:00:00Z');
  expect(await shop.list('states: [DUE]')).toMatchObject([{ kind: 'ADD_AGENTS', state: 'DUE' }]);
  house.setClock('2026-10-27T16:00:00Z');
  expect(await shop.list('states: [OVERDUE]')).toMatchObject([{ kind: 'ADD_AGENTS', state: 'OVERDUE' }]);
  expect(await shop.tick(task!.id)).toEqual([]);
  expect(await shop.list('states: [OVERDUE]')).toEqual([]);
  expect(await shop.list('states: [DONE]')).toMatchObject([{ kind: 'ADD_AGENTS', state: 'DONE' }]);
});

it('STF-10 A lacks ERP on 10-11: it is listed as due, and A ticks it', async () => {
  const [a, b] = await shop.hire(2);
  await shop.plan();
  house.setClock('2026-10-11T01:00:00Z');
  for (const { id, post, agent } of await shop.ofKind('ROTATE_POST'))
    if (post !== 'ERP' || agent?.id !== a) expect(await shop.tick(id)).toEqual([]);
  const due = await shop.list('states: [DUE]');
  expect(due).toMatchObject([{ kind: 'ROTATE_POST', post: 'ERP', agent: { id: a }, assignee: { id: a } }]);
  expect(await shop.list('', shop.asAccount(b!)).then((tasks) => tasks.every(({ assignee }) => assignee?.id === b))).toBe(true);
  expect(await shop.tick(due[0]!.id, { ticked: true }, shop.asAccount(b!))).toEqual([{ code: 'FORBIDDEN', field: 'taskId' }]);
  expect(await shop.tick(due[0]!.id, { ticked: true }, shop.asAccount(a!))).toEqual([]);
  expect(
    await shop.read(`promotionTasks(filter: { kinds: [ROTATE_POST], accountId: "${a}" }) { nodes { post tickedBy { id } tickedAt } }`),
  ).toMatchObject({
    promotionTasks: {
      nodes: expect.arrayContaining([{ post: 'ERP', tickedBy: { id: a }, tickedAt: '2026-10-11T01:00:00.000Z' }]) as unknown,
    },
  });
});

it('STF-10 one month before 31 March of a leap year is 29 February', async () => {
  await shop.hire(1);
  await shop.plan({ name: '春季', firstDate: '2028-03-31' });
  expect(new Set((await shop.ofKind('ROTATE_POST')).map(({ dueDate }) => dueDate))).toEqual(new Set(['2028-02-29']));
});

it('STF-20 of 8 after-sales agents 2 stay on the day, of 10 three', async () => {
  const id = await shop.plan({ ...doubleEleven, normalAfterSales: 8 });
  const read = () =>
    shop.read(
      'promotions { nodes { afterSalesOnTheDay } } promotionTasks(filter: { kinds: [CUT_AFTER_SALES] }) { nodes { staff text { zh en } } }',
    );
  expect(await read()).toEqual({
    promotions: { nodes: [{ afterSalesOnTheDay: 2 }] },
    promotionTasks: {
      nodes: [
        {
          staff: 2,
          text: {
            zh: '售后留2人(平时8人)只处理疑难,其余支援售前',
            en: 'After-sales keeps 2 of 8 for hard cases only; the others support pre-sale.',
          },
        },
      ],
    },
  });
  await shop.save({ promotionId: id, normalAfterSales: 10 });
  expect(await read()).toMatchObject({ promotions: { nodes: [{ afterSalesOnTheDay: 3 }] }, promotionTasks: { nodes: [{ staff: 3 }] } });
});

it('STF-21 3 of 10 agents have not read the briefing: they are listed; a new one is read anew by all', async () => {
  const agents = await shop.hire(10);
  const id = await shop.plan({ ...doubleEleven, briefing: [product] });
  const own = await shop.ofKind('READ_BRIEFING', shop.asAccount(agents[0]!));
  expect(own).toHaveLength(1);
  const text = await shop.read(
    'promotionTasks(filter: { kinds: [READ_BRIEFING] }) { nodes { briefing { name isCore goal pagePoints stacking } } }',
    shop.asAccount(agents[0]!),
  );
  expect(text).toEqual({ promotionTasks: { nodes: [{ briefing: [product] }] } });
  for (const { id: taskId, agent } of await shop.ofKind('READ_BRIEFING'))
    if (agents.indexOf(agent!.id) < 7) expect(await shop.tick(taskId, { ticked: true }, shop.asAccount(agent!.id))).toEqual([]);
  const readers = async () => {
    const { promotions } = await shop.read<{ promotions: { nodes: { readBy: { id: string }[]; unreadBy: { id: string }[] }[] } }>(
      'promotions { nodes { readBy { id } unreadBy { id } } }',
    );
    const [{ readBy, unreadBy } = { readBy: [], unreadBy: [] }] = promotions.nodes;
    return [readBy, unreadBy].map((those) => those.map((each) => each.id).sort());
  };
  expect(await readers()).toEqual([agents.slice(0, 7).sort(), agents.slice(7).sort()]);
  await shop.save({ promotionId: id, briefing: [{ ...product, actual: 90 }] });
  expect(await readers()).toEqual([agents.slice(0, 7).sort(), agents.slice(7).sort()]);
  await shop.save({ promotionId: id, briefing: [{ ...product, goal: 120 }] });
  expect(await readers()).toEqual([[], [...agents].sort()]);
  expect((await shop.list('states: [DONE]')).map(({ kind }) => kind)).toEqual(Array.from({ length: 7 }, () => 'READ_BRIEFING'));
});

it('STF-21 what was sold differs from the plan: to be told on the same day', async () => {
  const id = await shop.plan({ ...doubleEleven, briefing: [product] });
  house.setClock('2026-11-11T04:00:00Z');
  await shop.save({ promotionId: id, briefing: [{ ...product, actual: 60 }] });
  expect(await shop.ofKind('SHARE_DIFFERENCE')).toMatchObject([{ state: 'DUE', dueDate: '2026-11-11' }]);
  expect(await shop.read('promotions { nodes { briefing { goal actual difference } } }')).toEqual({
    promotions: { nodes: [{ briefing: [{ goal: 100, actual: 60, difference: -40 }] }] },
  });
});

it('STF-22 the timetable of the day: 08:30 covers 00:00-03:00; the warehouse wants another', async () => {
  const id = await shop.plan();
  const read = async () => {
    const { promotionTasks } = await shop.read<{ promotionTasks: { nodes: { dueTime: string; ordersFrom: string; ordersTo: string }[] } }>(
      'promotionTasks(filter: { kinds: [CHECK_ORDERS] }) { nodes { dueTime ordersFrom ordersTo } }',
    );
    return promotionTasks.nodes.map(({ dueTime, ordersFrom, ordersTo }) => `${dueTime} ${ordersFrom}-${ordersTo}`);
  };
  const usual = [
    '08:30 00:00-03:00',
    '10:30 03:00-10:30',
    '12:00 10:30-12:00',
    '14:00 12:00-14:00',
    '16:00 14:00-16:00',
    '18:00 16:00-18:00',
  ];
  expect(await read()).toEqual(usual);
  await shop.save({ promotionId: id, orderChecks: [{ at: '09:00', from: '00:00', to: '06:00' }] });
  expect(await read()).toEqual(['09:00 00:00-06:00']);
  await shop.save({ promotionId: id, orderChecks: null });
  expect(await read()).toEqual(usual);
});

it('STF-23 reports at 11:00 and 15:00; a list of 12 orders is 12 tasks, and an order named again is none', async () => {
  const [helper] = await shop.hire(1);
  await shop.plan();
  house.setClock('2026-11-11T03:05:00Z');
  const reports = await shop.ofKind('REPORT_OUT_OF_STOCK');
  expect(reports.map(({ dueTime, state }) => [dueTime, state])).toEqual([
    ['11:00', 'OVERDUE'],
    ['15:00', 'DUE'],
  ]);
  const orders = Array.from({ length: 12 }, (_, index) => ({ order: `o-${index}` }));
  const report = (input: object) =>
    shop.act<{ newTasks: Listed[]; task: Listed }>(
      'reportOutOfStock',
      { taskId: reports[0]!.id, ...input },
      `task { ${taskFields} } newTasks { ${taskFields} }`,
    );
  const { task, newTasks } = await report({ orders, accountId: helper });
  expect(task).toMatchObject({ state: 'DONE' });
  expect(newTasks).toHaveLength(12);
  expect(await shop.ofKind('CONTACT_BUYER', shop.asAccount(helper!))).toHaveLength(12);
  const again = await report({ orders: [{ order: 'o-3', restockOn: '2026-11-15' }, { order: 'o-12' }] });
  expect(again.newTasks.map(({ kind, order }) => [kind, order])).toEqual([
    ['CONTACT_BUYER', 'o-12'],
    ['PASS_RESTOCK_DATES', null],
  ]);
  const dated = await shop.read('promotionTasks(first: 100, filter: { kinds: [CONTACT_BUYER] }) { nodes { order restockOn text { en } } }');
  expect(dated).toMatchObject({
    promotionTasks: {
      nodes: expect.arrayContaining([
        {
          order: 'o-3',
          restockOn: '2026-11-15',
          text: { en: 'Ask the buyer of order o-3 for another size, colour or style; back in stock on 2026-11-15.' },
        },
      ]) as unknown,
    },
  });
  const [check] = await shop.ofKind('CHECK_ORDERS');
  expect(await shop.attempt('reportOutOfStock', { taskId: check!.id, orders: [] })).toEqual([{ code: 'BAD_USER_INPUT', field: 'taskId' }]);
});

it('STF-24 89 % on 06-30 is overdue; 90 % are done', async () => {
  await shop.plan({ name: '618', kind: 'SIX_EIGHTEEN', firstDate: '2027-06-18' });
  const [task] = await shop.ofKind('CLOSE_AFTER_SALES');
  house.setClock('2027-06-30T02:00:00Z');
  expect(await shop.tick(task!.id, { ticked: true, doneCases: 89, allCases: 100 })).toEqual([
    { code: 'BAD_USER_INPUT', field: 'doneCases' },
  ]);
  expect(await shop.tick(task!.id, { doneCases: 89, allCases: 100 })).toEqual([]);
  expect(await shop.ofKind('CLOSE_AFTER_SALES')).toMatchObject([{ dueDate: '2027-06-30', state: 'OVERDUE' }]);
  expect(await shop.tick(task!.id, { ticked: true, doneCases: 90 })).toEqual([]);
  expect(await shop.ofKind('CLOSE_AFTER_SALES')).toMatchObject([{ state: 'DONE' }]);
});

it('STF-24 16 million on 11-11: due 12-05; sold were 8 million: within 15 days', async () => {
  const id = await shop.plan({ ...doubleEleven, expectedSales: 16_000_000 });
  expect(await shop.ofKind('CLOSE_AFTER_SALES')).toMatchObject([{ dueDate: '2026-12-05' }]);
  await shop.save({ promotionId: id, actualSales: 8_000_000 });
  expect(await shop.ofKind('CLOSE_AFTER_SALES')).toMatchObject([{ dueDate: '2026-11-26' }]);
});

it('STF-25 an event on 11-08 while supply is weak: a warning, and the plan is saved', async () => {
  const { promotion, warnings } = await shop.save({ ...doubleEleven, weakSupplyOrAfterSales: true, groupBuyingOn: '2026-11-08' });
  expect(warnings).toEqual([{ code: 'GROUP_BUYING_ADVISED_AGAINST', field: 'groupBuyingOn' }]);
  expect(await shop.read('promotions { nodes { groupBuyingOn warnings { code } } }')).toEqual({
    promotions: { nodes: [{ groupBuyingOn: '2026-11-08', warnings: [{ code: 'GROUP_BUYING_ADVISED_AGAINST' }] }] },
  });
  expect((await shop.save({ promotionId: promotion.id, weakSupplyOrAfterSales: false })).warnings).toEqual([]);
});
