import fc from 'fast-check';
import { newId } from '#libs/platform/process/ids';
import { openCareHouse, type CareHouse } from './care-house';

let house: CareHouse;

beforeAll(async () => {
  house = await openCareHouse();
});
afterAll(() => house.close());

const dayMs = 24 * 3_600_000;
const start = Date.parse('2026-03-01T02:00:00Z');
/** Steps on days 10, 20, 30 and 40 after the first purchase, given up on day 50: so that the cap of two in 30 days bites. */
const stepDays = 10;
const steps = 4;

type Act =
  | { readonly kind: 'BUY'; readonly buyer: number; readonly daysAgo: number }
  | { readonly kind: 'ORDER' | 'GRANT' | 'REFUSE'; readonly buyer: number }
  | { readonly kind: 'WAIT'; readonly days: number };

const buyer = fc.integer({ min: 0, max: 2 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('BUY' as const), buyer, daysAgo: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ kind: fc.constantFrom('ORDER' as const, 'GRANT' as const, 'REFUSE' as const), buyer }),
  fc.record({ kind: fc.constant('WAIT' as const), days: fc.integer({ min: 1, max: 14 }) }),
  fc.record({ kind: fc.constant('WAIT' as const), days: fc.integer({ min: 8, max: 11 }) }),
);

/** A customer, as simply as it can be said. */
class Customer {
  private purchases = 0;
  private firstPaidAt = 0;
  private next = 0;
  private consents = false;
  private end: string | null = null;
  readonly sentAt: number[] = [];

  buy(paidAt: number): void {
    this.purchases += 1;
    if (this.purchases === 1) this.firstPaidAt = paidAt;
    else this.end ??= 'CONVERTED';
  }

  say(consents: boolean): void {
    this.consents = consents;
  }

  outcome(): string | null {
    return this.end;
  }

  /** Time has come to `now`. */
  live(now: number): void {
    const due = (step: number): number => this.firstPaidAt + (step + 1) * stepDays * dayMs;
    while (this.purchases === 1 && this.end === null && due(this.next) <= now) {
      if (this.next === steps) {
        this.end = 'ABANDONED';
        return;
      }
      const lately = this.sentAt.filter((at) => at >= now - 30 * dayMs).length;
      if (this.consents && lately < 2 && due(this.next + 1) > now) this.sentAt.push(now);
      this.next += 1;
    }
  }
}

async function play(acts: readonly Act[]): Promise<void> {
  let now = start;
  house.setClock(new Date(now).toISOString());
  const shop = await house.openShop();
  const step = { kind: 'COUPON', medium: 'CHANNEL', afterDays: stepDays, text: '欢迎回来' };
  await shop.act('saveRetentionFlow', { enabled: true, steps: Array(steps).fill(step), abandonAfterDays: stepDays }, 'version');
  const ids = [newId(), newId(), newId()];
  const customers = ids.map(() => new Customer());
  for (const each of acts) {
    now += each.kind === 'WAIT' ? each.days * dayMs : 60_000;
    const at = new Date(now).toISOString();
    house.setClock(at);
    if (each.kind !== 'WAIT') {
      const [buyerId, customer] = [ids[each.buyer]!, customers[each.buyer]!];
      if (each.kind === 'BUY') {
        const paidAt = now - each.daysAgo * dayMs;
        const instant = new Date(paidAt).toISOString();
        await shop.order({ buyerId, createdAt: instant, paidAt: instant, status: 'PAID_UNSHIPPED' });
        customer.buy(paidAt);
      } else if (each.kind === 'ORDER') await shop.order({ buyerId, createdAt: at, status: 'NO_ACTIVE_ORDER' });
      else {
        await shop.act('recordConsent', { buyerId, medium: 'CHANNEL', granted: each.kind === 'GRANT', at }, 'media');
        customer.say(each.kind === 'GRANT');
      }
    }
    await Promise.all([house.timers().fire(), house.timers().fire()]);
    await house.at(at);
    for (const customer of customers) customer.live(now);
  }
  const told = shop
    .told('outreach-requested')
    .map(({ value }) => ({ buyer: value['buyerId'], at: Date.parse(String(value['occurredAt'])) }));
  const ends = shop.told('care-step-done').filter(({ type }) => type === 'flow-ended');
  ids.forEach((id, index) => {
    expect(told.filter((each) => each.buyer === id).map(({ at }) => at)).toEqual(customers[index]!.sentAt);
    const outcomes = ends.filter(({ value }) => value['buyerId'] === id).map(({ value }) => value['outcome']);
    expect(outcomes).toEqual([customers[index]!.outcome()].filter((outcome) => outcome !== null));
  });
}

test('CARE-4, CARE-9, CARE-10 whatever customers do and however time goes: what is sent is what a simple model says, by two processes at once', async () => {
  const played: string[] = [];
  const sample = fc.array(act, { minLength: 5, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(sample, async (acts) => {
      await play(acts);
      played.push(...acts.map(({ kind }) => kind));
    }),
    { numRuns: 40 },
  );
  expect(new Set(played).size).toBe(5);
}, 120_000);
