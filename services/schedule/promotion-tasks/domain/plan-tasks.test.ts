import { exampleProduct, examplePromotion } from '../../promotions/domain/example-promotion';
import { people, plannedOf } from './example-tasks';
import { planTasks } from './plan-tasks';
import { posts } from './due';
import { taskKindNames, taskKinds, type TaskKind } from './task-kinds';

it('STF-9 a shop that may surge late begins to add agents 15 days before: 2026-11-11 ⇒ 2026-10-27', () => {
  expect(plannedOf(examplePromotion(), 'ADD_AGENTS')).toEqual([]);
  expect(plannedOf(examplePromotion({ facts: { maySurgeLate: true } }), 'ADD_AGENTS')).toMatchObject([
    { dueDate: '2026-10-27', dueMinute: null, overdueAt: new Date('2026-10-27T16:00:00Z'), agentId: null },
  ]);
});

it('STF-10 every agent passes every post one month before, pre-sale first', () => {
  const tasks = plannedOf(examplePromotion(), 'ROTATE_POST');
  expect(tasks.map(({ agentId, facts }) => `${agentId} ${facts.post}`)).toEqual(posts.flatMap((post) => [`A ${post}`, `B ${post}`]));
  expect(new Set(tasks.map(({ dueDate }) => dueDate))).toEqual(new Set(['2026-10-11']));
  expect([...tasks].sort((a, b) => a.place - b.place)[0]!.facts.post).toBe('PRE_SALE');
  expect(plannedOf(examplePromotion({ firstDate: '2028-03-31', lastDate: '2028-03-31' }), 'ROTATE_POST')[0]!.dueDate).toBe('2028-02-29');
});

it.each([
  [null, 0],
  [200_000, 0],
  [200_001, 1],
])('STF-11 with %s visitors planned typing is trained %s times', (plannedUv, times) => {
  expect(plannedOf(examplePromotion({ facts: { plannedUv } }), 'TRAIN_TYPING')).toHaveLength(times);
});

it.each([
  [8, 2],
  [10, 3],
  [1, 1],
  [0, 0],
])('STF-20 of %i after-sales agents %i stay on each date', (normalAfterSales, staff) => {
  const tasks = plannedOf(examplePromotion({ lastDate: '2026-11-12', facts: { normalAfterSales } }), 'CUT_AFTER_SALES');
  expect(tasks.map(({ dueDate, facts }) => [dueDate, facts.staff, facts.normalStaff])).toEqual([
    ['2026-11-11', staff, normalAfterSales],
    ['2026-11-12', staff, normalAfterSales],
  ]);
});

it('STF-20 nothing is cut where nobody knows how many there are', () => {
  expect(plannedOf(examplePromotion(), 'CUT_AFTER_SALES')).toEqual([]);
});

it('STF-21 each agent reads the briefing before the day; a new briefing is read anew', () => {
  expect(plannedOf(examplePromotion(), 'READ_BRIEFING')).toEqual([]);
  const first = plannedOf(examplePromotion({ briefing: [exampleProduct], briefingRevision: 1 }), 'READ_BRIEFING');
  expect(first.map(({ agentId, dueDate, overdueAt }) => [agentId, dueDate, overdueAt.toISOString()])).toEqual([
    ['A', '2026-11-10', '2026-11-10T16:00:00.000Z'],
    ['B', '2026-11-10', '2026-11-10T16:00:00.000Z'],
  ]);
  const second = plannedOf(examplePromotion({ briefing: [exampleProduct], briefingRevision: 2 }), 'READ_BRIEFING');
  expect(second.filter(({ key }) => first.some((task) => task.key === key))).toEqual([]);
});

it('STF-21 plan and actual are shared on the same day when they differ', () => {
  const sold = (actual: number | null) =>
    plannedOf(
      examplePromotion({ briefing: [{ ...exampleProduct, actual }], actualsOn: '2026-11-11', actualsRevision: 3 }),
      'SHARE_DIFFERENCE',
    );
  expect([sold(null), sold(100)]).toEqual([[], []]);
  expect(sold(99)).toMatchObject([{ dueDate: '2026-11-11', key: 'SHARE_DIFFERENCE/3' }]);
});

it('STF-22 orders are checked on each date by the timetable; 08:30 covers 00:00-03:00', () => {
  const tasks = plannedOf(examplePromotion({ lastDate: '2026-11-12' }), 'CHECK_ORDERS');
  expect(tasks).toHaveLength(12);
  expect(tasks[0]).toMatchObject({
    dueDate: '2026-11-11',
    dueMinute: 510,
    overdueAt: new Date('2026-11-11T00:30:00Z'),
    facts: { covers: { start: 0, end: 180 } },
  });
  const own = examplePromotion({ facts: { orderChecks: [{ at: 600, covers: { start: 0, end: 600 } }] } });
  expect(plannedOf(own, 'CHECK_ORDERS')).toMatchObject([{ dueMinute: 600, facts: { covers: { start: 0, end: 600 } } }]);
});

it('STF-23 what is out of stock is reported daily at 11:00 and 15:00, some days longer if the shop wants', () => {
  const times = (reportDaysAfter: number): string[] =>
    plannedOf(examplePromotion({ facts: { reportDaysAfter } }), 'REPORT_OUT_OF_STOCK').map(
      ({ dueDate, dueMinute }) => `${dueDate} ${dueMinute! / 60}`,
    );
  expect(times(0)).toEqual(['2026-11-11 11', '2026-11-11 15']);
  expect(times(1)).toEqual(['2026-11-11 11', '2026-11-11 15', '2026-11-12 11', '2026-11-12 15']);
});

it('STF-24 on 30 June 90 % have to be done', () => {
  const june = examplePromotion({ kind: 'SIX_EIGHTEEN', firstDate: '2026-06-18', lastDate: '2026-06-18' });
  expect(plannedOf(june, 'CLOSE_AFTER_SALES')).toMatchObject([
    { dueDate: '2026-06-30', overdueAt: new Date('2026-06-29T16:00:00Z'), facts: { share: 90 } },
  ]);
});

it('RES-48 times of day and ends of dates follow the clocks of the zone', () => {
  const spring = examplePromotion({
    firstDate: '2026-03-29',
    lastDate: '2026-03-29',
    facts: { orderChecks: [{ at: 150, covers: { start: 0, end: 60 } }], normalAfterSales: 4 },
  });
  const berlin = { ...people, zone: 'Europe/Berlin' };
  // 02:30 does not come on that date, which is 23 hours long.
  expect(plannedOf(spring, 'CHECK_ORDERS', berlin)[0]!.overdueAt).toEqual(new Date('2026-03-29T01:30:00Z'));
  expect(plannedOf(spring, 'CUT_AFTER_SALES', berlin)[0]!.overdueAt).toEqual(new Date('2026-03-29T22:00:00Z'));
  const autumn = examplePromotion({ firstDate: '2026-10-25', lastDate: '2026-10-25', facts: { normalAfterSales: 4 } });
  expect(plannedOf(autumn, 'CUT_AFTER_SALES', berlin)[0]!.overdueAt).toEqual(new Date('2026-10-25T23:00:00Z'));
});

it('a cancelled promotion asks for nothing', () => {
  expect(planTasks(examplePromotion({ cancelledAt: new Date(0) }), people)).toEqual([]);
});

it('no two tasks of a promotion have the same key', () => {
  const facts = { maySurgeLate: true, plannedUv: 300_000, expectedSales: 1, normalAfterSales: 8, reportDaysAfter: 60 };
  const briefing = [{ ...exampleProduct, actual: 1 }];
  const keys = planTasks(
    examplePromotion({ kind: 'SIX_EIGHTEEN', lastDate: '2026-12-11', facts, briefing, actualsOn: '2026-11-11' }),
    people,
  ).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const kinds = new Set(keys.map((key) => key.split('/')[0]));
  expect(kinds).toEqual(new Set(taskKindNames.filter((kind) => (taskKinds[kind] satisfies TaskKind).per !== 'NOT_PLANNED')));
});

it('every kind says in Chinese and in English what is to be done', () => {
  const facts = {
    post: 'ERP',
    staff: 2,
    normalStaff: 8,
    covers: { start: 0, end: 180 },
    share: 90,
    order: 'o-1',
    restockOn: '2026-11-15',
  } as const;
  for (const kind of taskKindNames) {
    const { zh, en } = (taskKinds[kind] satisfies TaskKind).text(facts);
    expect([kind, zh, en]).toEqual([kind, expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/^[A-Z][\x20-\x7e]+\.$/)]);
    expect(zh + en).not.toMatch(/undefined|null/);
  }
});
