import { Buckets } from './buckets';
import type { CallerLimits, CostPerSecond } from './caller-limits';
import { networkOf } from './network-of';
import { tooOften } from './too-often';

/** Whose budgets a request draws on. */
export interface Drawn {
  /** Null for an operator. */
  readonly shop: string | null;
  /** As `nameOf` names it. */
  readonly caller: string;
  readonly address: string;
}

/** Takes the cost of an operation from the budgets of whoever asked; refuses with RATE_LIMITED when one of them is empty. */
export type Charge = (kind: keyof CallerLimits, cost: number) => void;

/** So many seconds' worth can be taken at once. */
const burstSeconds = 5;

/** What each shop, caller and address may still ask for. Reads and mutations have budgets of their own: whoever reads too much can go on working. */
export class CallerBudgets {
  private readonly kinds: { readonly [kind in keyof CallerLimits]: readonly Budget[] };

  constructor({ reads, mutations }: CallerLimits, now: () => number) {
    this.kinds = { reads: budgetsOf(reads, now), mutations: budgetsOf(mutations, now) };
  }

  chargeFor(drawn: Drawn): Charge {
    const names = { shop: drawn.shop, caller: drawn.caller, address: networkOf(drawn.address) };
    return (kind, cost) => {
      for (const { by, buckets } of this.kinds[kind]) {
        const seconds = names[by] === null ? 0 : buckets.waitFor(names[by], cost);
        if (seconds > 0) throw tooOften(`This ${by} has asked for too much (${kind}).`, seconds);
      }
      for (const { by, buckets } of this.kinds[kind]) if (names[by] !== null) buckets.take(names[by], cost);
    };
  }
}

interface Budget {
  readonly by: keyof CostPerSecond;
  readonly buckets: Buckets;
}

const budgetsOf = (limits: CostPerSecond, now: () => number): readonly Budget[] =>
  (['shop', 'caller', 'address'] as const)
    .filter((by) => limits[by] > 0)
    .map((by) => ({ by, buckets: new Buckets({ perMinute: limits[by] * 60, size: limits[by] * burstSeconds, now }) }));
