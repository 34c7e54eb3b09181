import { Buckets } from './buckets';
import type { CallerLimits, CostPerSecond } from './caller-limits';
import { networkOf } from './network-of';
import { tooOften } from './too-often';

/** Whose budgets a request draws on. */
export interface Drawn {
  /** Buyers who come by themselves draw on budgets of their own. */
  readonly isBuyer?: boolean;
  /** Null for an operator. */
  readonly shop: string | null;
  /** As `nameOf` names it. */
  readonly caller: string;
  readonly address: string;
}

/** Takes the cost of an operation from the budgets of whoever asked; refuses with RATE_LIMITED when one of them is empty. */
export type Charge = (kind: 'reads' | 'mutations', cost: number) => void;

/** So many seconds' worth can be taken at once. */
const burstSeconds = 5;

/**
 * What each shop, caller and address may still ask for. Reads and mutations have budgets of their own: whoever reads too much can go on working.
 * So have buyers: anybody can become one, and however many they are, the shop's staff and connectors go on working.
 */
export class CallerBudgets {
  private readonly kinds: { readonly [kind in keyof CallerLimits]: readonly Budget[] };

  constructor({ reads, mutations, buyerReads, buyerMutations }: CallerLimits, now: () => number) {
    this.kinds = {
      reads: budgetsOf(reads, now),
      mutations: budgetsOf(mutations, now),
      buyerReads: budgetsOf(buyerReads, now),
      buyerMutations: budgetsOf(buyerMutations, now),
    };
  }

  chargeFor(drawn: Drawn): Charge {
    const names = { shop: drawn.shop, caller: drawn.caller, address: networkOf(drawn.address) };
    const own = { reads: 'buyerReads', mutations: 'buyerMutations' } as const;
    return (kind, cost) => {
      const budgets = this.kinds[drawn.isBuyer ? own[kind] : kind];
      for (const { by, buckets } of budgets) {
        const seconds = names[by] === null ? 0 : buckets.waitFor(names[by], cost);
        if (seconds > 0) throw tooOften(`This ${by} has asked for too much (${kind}).`, seconds);
      }
      for (const { by, buckets } of budgets) if (names[by] !== null) buckets.take(names[by], cost);
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
