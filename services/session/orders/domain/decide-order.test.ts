import { decideOrder, type OrderReport } from './decide-order';
import { aFact, anOrder, day, identity } from './example-order';

const report = (overrides: Partial<OrderReport> = {}): OrderReport => ({ ...aFact(), status: { known: 'UNPAID' }, ...overrides });
const decide = (told: OrderReport, known = null as ReturnType<typeof anOrder> | null) => decideOrder(known, identity, told, [], day(0));

it('RES-1 the channel’s own word stands for one of the six', () => {
  expect(decide(report({ status: { text: '已取消' } }))).toMatchObject({
    changed: true,
    order: { ...identity, status: 'NO_ACTIVE_ORDER' },
  });
});

it('INV-3 a report that comes twice changes nothing the second time', () => {
  const first = decide(report());
  expect(first).toMatchObject({ outcome: 'done', changed: true });
  expect(decide(report(), anOrder())).toEqual({ outcome: 'done', order: anOrder(), changed: false });
});

it.each(['statusAt', 'createdAt', 'paidAt'] as const)('%s is at most 5 minutes from now, lest it beat all later reports', (field) => {
  expect(decide(report({ [field]: day(0, 300_000) }))).toMatchObject({ outcome: 'done' });
  expect(decide(report({ [field]: day(0, 300_001) }))).toMatchObject({ code: 'BAD_USER_INPUT', field });
});
