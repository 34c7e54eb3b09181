import { changePlan, nextPromotion } from './change-promotion';
import { exampleProduct, examplePromotion } from './example-promotion';
import { noFacts, type PromotionPlan } from './promotion';

const at = { id: 'p', today: '2026-11-01', now: new Date('2026-11-01T02:00:00Z'), account: 'A' };
const plan = (...given: Parameters<typeof changePlan>): PromotionPlan => changePlan(...given) as PromotionPlan;

it('a new promotion needs a name and a date, and is plain otherwise', () => {
  expect(changePlan(null, { name: '周年庆', firstDate: '2026-05-20' })).toEqual({
    name: '周年庆',
    kind: 'OTHER',
    firstDate: '2026-05-20',
    lastDate: '2026-05-20',
    facts: noFacts,
    briefing: [],
  });
});

it('RES-84 what is not named stays; null is none', () => {
  const before = examplePromotion({
    facts: { maySurgeLate: true, plannedUv: 5, orderChecks: [], groupBuyingOn: '2026-11-08' },
    briefing: [exampleProduct],
  });
  const { name, kind, firstDate, lastDate, facts, briefing } = before;
  expect(changePlan(before, {})).toEqual({ name, kind, firstDate, lastDate, facts, briefing });
  const nothing = plan(before, { plannedUv: null, orderChecks: null, groupBuyingOn: null, briefing: null });
  expect(nothing).toMatchObject({ facts: { ...facts, plannedUv: null, orderChecks: null, groupBuyingOn: null }, briefing: [] });
});

it.each([
  [{ firstDate: '2026-11-11' }, 'BAD_USER_INPUT', 'name'],
  [{ name: 'x' }, 'INVALID_RANGE', 'firstDate'],
  [{ name: 'x', firstDate: '2026-02-29' }, 'INVALID_RANGE', 'firstDate'],
  [{ name: 'x', firstDate: '1999-12-31' }, 'INVALID_RANGE', 'firstDate'],
  [{ name: 'x', firstDate: '3000-01-01' }, 'INVALID_RANGE', 'firstDate'],
  [{ name: 'x', firstDate: '2026-11-11', lastDate: '2026-11-10' }, 'INVALID_RANGE', 'lastDate'],
  [{ name: 'x', firstDate: '2026-11-11', lastDate: '11-12' }, 'INVALID_RANGE', 'lastDate'],
  [{ name: 'x', firstDate: '2026-11-01', lastDate: '2026-12-02' }, 'INVALID_RANGE', 'lastDate'],
  [{ name: 'x', firstDate: '2026-11-11', groupBuyingOn: '11.8' }, 'INVALID_RANGE', 'groupBuyingOn'],
  [{ name: 'x', firstDate: '2026-11-11', orderChecks: [{}] }, 'INVALID_TIME', 'orderChecks.0.at'],
  [{ name: 'x', firstDate: '2026-11-11', briefing: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] }, 'BAD_USER_INPUT', 'briefing.2.name'],
])('refuses %j', (change, code, field) => {
  expect(changePlan(null, change)).toMatchObject({ code, field });
});

it('31 days are the most, in the years 2000 to 2999', () => {
  for (const firstDate of ['2000-01-01', '2999-12-31']) expect(plan(null, { name: 'x', firstDate })).toMatchObject({ firstDate });
  expect(plan(null, { name: 'x', firstDate: '2026-11-01', lastDate: '2026-12-01' }).lastDate).toBe('2026-12-01');
});

it('STF-21 a briefing is read anew when what it tells changes, not when what was sold does', () => {
  const first = nextPromotion(null, plan(null, { name: 'x', firstDate: '2026-11-11', briefing: [exampleProduct] }), at);
  expect(first).toMatchObject({ revision: 1, briefingRevision: 1, actualsRevision: 0, actualsOn: null });
  const sold = nextPromotion(first, plan(first, { briefing: [{ ...exampleProduct, actual: 80 }] }), { ...at, today: '2026-11-11' });
  expect(sold).toMatchObject({ revision: 2, briefingRevision: 1, actualsRevision: 1, actualsOn: '2026-11-11' });
  const told = nextPromotion(sold, plan(sold, { briefing: [{ ...exampleProduct, actual: 80, goal: 90 }] }), { ...at, today: '2026-11-12' });
  expect(told).toMatchObject({ revision: 3, briefingRevision: 2, actualsRevision: 1, actualsOn: '2026-11-11' });
});
