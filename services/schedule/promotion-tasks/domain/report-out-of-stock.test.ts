import { examplePromotion } from '../../promotions/domain/example-promotion';
import { openTasks } from './example-tasks';
import { openTask } from './open-task';
import { mostTasks, reportOutOfStock, type MissingOrder } from './report-out-of-stock';
import type { PlannedTask, Task } from './task';

const report = openTasks(examplePromotion()).find(({ kind }) => kind === 'REPORT_OUT_OF_STOCK')!;
const due = { dueDate: '2026-11-11', dueMinute: null, overdueAt: new Date('2026-11-11T16:00:00Z') };
const orders = (count: number): MissingOrder[] => Array.from({ length: count }, (_, index) => ({ order: `o-${index}` }));
const said = (list: readonly MissingOrder[], earlier: readonly Task[] = []) =>
  reportOutOfStock(report, list, earlier, due) as { added: readonly PlannedTask[]; changed: readonly Task[] };
const kept = (tasks: readonly PlannedTask[]): Task[] => tasks.map((task) => openTask(task, { id: task.key, promotionId: 'p' }));

it('STF-23 a list of 12 orders is 12 tasks to contact buyers', () => {
  const { added, changed } = said(orders(12));
  expect(added).toHaveLength(12);
  expect(changed).toEqual([]);
  expect(added[3]).toMatchObject({ kind: 'CONTACT_BUYER', facts: { order: 'o-3', restockOn: null }, ...due });
  expect(said([])).toEqual({ added: [], changed: [] });
});

it('STF-23 an order that was reported before keeps its task', () => {
  const earlier = kept(said(orders(2)).added);
  expect(said(orders(3), earlier).added.map(({ facts }) => facts.order)).toEqual(['o-2']);
});

it('STF-23 dates on which goods are back go to pre-sale, once until somebody has told them', () => {
  const dated = said([{ order: 'o-0', restockOn: '2026-11-15' }]);
  expect(dated.added.map(({ kind }) => kind)).toEqual(['CONTACT_BUYER', 'PASS_RESTOCK_DATES']);
  const earlier = kept(dated.added);
  const again = [{ order: 'o-0', restockOn: '2026-11-16' }];
  expect(said(again, earlier)).toMatchObject({ added: [], changed: [{ facts: { restockOn: '2026-11-16' } }] });
  const told = earlier.map((task) => ({ ...task, tickedAt: new Date(0) }));
  expect(said(again, told).added.map(({ kind }) => kind)).toEqual(['PASS_RESTOCK_DATES']);
  expect(said([{ order: 'o-0', restockOn: '2026-11-15' }], told)).toEqual({ added: [], changed: [] });
});

it('RES-84 a date that is not named stays, null takes it away', () => {
  const earlier = kept(said([{ order: 'o-0', restockOn: '2026-11-15' }]).added);
  expect(said([{ order: 'o-0' }], earlier)).toEqual({ added: [], changed: [] });
  expect(said([{ order: 'o-0', restockOn: null }], earlier)).toMatchObject({ added: [], changed: [{ facts: { restockOn: null } }] });
});

it('refuses another task, an order twice, a date that is none, and too many orders', () => {
  expect(reportOutOfStock({ ...report, kind: 'CHECK_ORDERS' }, [], [], due)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'taskId' });
  expect(said([{ order: 'a' }, { order: 'a' }])).toMatchObject({ code: 'BAD_USER_INPUT', field: 'orders.1.order' });
  expect(said([{ order: 'a', restockOn: '2026-11-31' }])).toMatchObject({ code: 'INVALID_RANGE', field: 'orders.0.restockOn' });
  expect(said(orders(mostTasks + 1))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'orders' });
});
