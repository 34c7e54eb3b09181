import { AppError } from '#libs/platform/errors';

interface Waiting {
  readonly cost: number;
  readonly start: () => void;
}

export interface BudgetLimits {
  /** Cost of all queries that are answered at once. */
  readonly openCost: number;
  readonly openCostPerCaller: number;
  /** How long a query waits for its turn at most. */
  readonly waitMs: number;
}

/**
 * Lets queries begin while the cost of those that are being answered allows it; others wait, callers taking turns. So the reads of one caller wait for each
 * other, and all of them together leave the services time for messages, which never wait here.
 */
export class ReadBudget {
  private open = 0;
  private readonly openOf = new Map<string, number>();
  private readonly waiting = new Map<string, Waiting[]>();

  constructor(private readonly limits: BudgetLimits) {}

  async run<T>(caller: string, cost: number, work: () => Promise<T>): Promise<T> {
    if (this.waiting.has(caller) || !this.fits(caller, cost)) await this.turn(caller, cost);
    else this.take(caller, cost);
    try {
      return await work();
    } finally {
      this.take(caller, -cost);
      this.startWaiting();
    }
  }

  /** One that costs more than is ever free begins when nothing else is open. */
  private fits(caller: string, cost: number): boolean {
    const own = this.openOf.get(caller) ?? 0;
    const { openCost, openCostPerCaller } = this.limits;
    return (this.open === 0 || this.open + cost <= openCost) && (own === 0 || own + cost <= openCostPerCaller);
  }

  private take(caller: string, cost: number): void {
    this.open += cost;
    const own = (this.openOf.get(caller) ?? 0) + cost;
    if (own === 0) this.openOf.delete(caller);
    else this.openOf.set(caller, own);
  }

  private turn(caller: string, cost: number): Promise<void> {
    const { waitMs } = this.limits;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.leave(caller, waiting);
        reject(
          new AppError('SERVICE_UNAVAILABLE', 'Too much is read at once; try again in a second.', {
            expected: 'fewer or smaller queries at once',
          }),
        );
      }, waitMs);
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const waiting: Waiting = { cost, start };
      this.waiting.set(caller, [...(this.waiting.get(caller) ?? []), waiting]);
    });
  }

  private leave(caller: string, gone: Waiting): void {
    const left = (this.waiting.get(caller) ?? []).filter((each) => each !== gone);
    this.waiting.delete(caller);
    if (left.length > 0) this.waiting.set(caller, left);
  }

  /** Begins what fits, one of each caller after the other: whoever has had a turn stands behind the others. */
  private startWaiting(): void {
    for (let started = true; started;) {
      started = false;
      for (const [caller, [next]] of [...this.waiting]) {
        if (!next || !this.fits(caller, next.cost)) continue;
        this.take(caller, next.cost);
        this.leave(caller, next);
        next.start();
        started = true;
      }
    }
  }
}
