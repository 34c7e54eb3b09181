import { CallerBudgets, type Drawn } from './caller-budgets';
import { callerLimits, callerLimitsEnv } from './caller-limits';

const none = { shop: 0, caller: 0, address: 0 };
const unlimited = { reads: none, mutations: none, buyerReads: none, buyerMutations: none };

/** Takes until it is refused; how often it was given. */
function drain(budgets: CallerBudgets, drawn: Drawn, kind: 'reads' | 'mutations', cost: number): number {
  const charge = budgets.chargeFor(drawn);
  for (let given = 0; given < 100; given += 1) {
    try {
      charge(kind, cost);
    } catch (error) {
      expect(error).toMatchObject({ status: 429, error: { code: 'RATE_LIMITED', retryable: true } });
      return given;
    }
  }
  return Infinity;
}

const annie = { shop: 'lamps', caller: 'lamps/annie', address: '10.0.0.1' };
const bob = { shop: 'lamps', caller: 'lamps/bob', address: '10.0.0.2' };
const eve = { shop: 'chairs', caller: 'chairs/eve', address: '10.0.0.1' };

describe('budgets of callers', () => {
  it.each([
    ['shop', { annie: 5, bob: 0, eve: 5 }],
    ['caller', { annie: 5, bob: 5, eve: 5 }],
    ['address', { annie: 5, bob: 5, eve: 0 }],
  ])('of one %s are shared by all that it has, and by nobody else', (by, given) => {
    const budgets = new CallerBudgets({ ...unlimited, reads: { ...none, [by]: 10 } }, () => 0);
    const [first, second, third] = [annie, bob, eve].map((each) => drain(budgets, each, 'reads', 10));
    expect({ annie: first, bob: second, eve: third }).toEqual(given);
  });

  it('that are refused by one of them take nothing from the others', () => {
    let now = 0;
    const limits = { ...unlimited, reads: { shop: 20, caller: 10, address: 0 } };
    const budgets = new CallerBudgets(limits, () => now);
    expect(drain(budgets, annie, 'reads', 10)).toBe(5);
    expect(drain(budgets, annie, 'reads', 10)).toBe(0);
    expect(drain(budgets, bob, 'reads', 10)).toBe(5);
    now = 1_000;
    expect(drain(budgets, annie, 'reads', 10)).toBe(1);
  });

  it('of reads leave those of mutations alone', () => {
    const some = { shop: 10, caller: 10, address: 10 };
    const budgets = new CallerBudgets({ ...unlimited, reads: some, mutations: some }, () => 0);
    drain(budgets, annie, 'reads', 10);
    expect(drain(budgets, annie, 'mutations', 10)).toBe(5);
  });

  it('of buyers are apart from those of staff and connectors, at the same shop and address', () => {
    const shop = { shop: 10, caller: 10, address: 10 };
    const budgets = new CallerBudgets({ ...unlimited, mutations: shop, buyerMutations: { shop: 10, caller: 4, address: 0 } }, () => 0);
    const buyer = (caller: string): Drawn => ({ ...annie, caller, isBuyer: true });
    const given = ['WEB/1', 'WEB/2', 'WEB/3', 'WEB/4'].map((each) => drain(budgets, buyer(each), 'mutations', 10));
    expect(given).toEqual([2, 2, 1, 0]);
    expect(drain(budgets, annie, 'mutations', 10)).toBe(5);
  });

  it('are none where the setting is 0, and of an operator only its own', () => {
    expect(drain(new CallerBudgets(unlimited, () => 0), annie, 'reads', 10)).toBe(Infinity);
    const budgets = new CallerBudgets({ ...unlimited, reads: { ...none, shop: 10 } }, () => 0);
    expect(drain(budgets, { shop: null, caller: 'null/op', address: '10.0.0.1' }, 'reads', 10)).toBe(Infinity);
  });
});

it('gateways that share the limits give their share each', () => {
  const env = callerLimitsEnv.parse({ JIEDAI_GATEWAYS: '4', JIEDAI_READS_PER_SHOP: '1000', JIEDAI_MUTATIONS_PER_CALLER: '0' });
  expect(callerLimits(env)).toMatchObject({ reads: { shop: 250 }, mutations: { caller: 0 } });
});
