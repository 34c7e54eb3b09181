import { onScrape } from '#libs/platform/telemetry/readings';
import { Turns } from './turns';

export interface BudgetLimits {
  /** Cost of all queries that are answered at once. */
  readonly openCost: number;
  readonly openCostPerCaller: number;
  /** How long a query waits for its turn at most. */
  readonly turnWaitMs: number;
}

/**
 * Lets queries begin while the cost of those that are being answered allows it; others wait. So the reads of one caller wait for each other, and all of them
 * together leave the services time for messages, which never wait here.
 */
export class ReadBudget {
  private open = 0;
  private readonly openOf = new Map<string, number>();
  private readonly turns: Turns<number>;

  constructor(private readonly limits: BudgetLimits) {
    this.turns = new Turns({ turnWaitMs: limits.turnWaitMs, refusal: 'Too much is read at once' });
    onScrape('jiedai_turns_waiting', () => [{ labels: { for: 'reading' }, value: this.turns.size }]);
    onScrape('jiedai_open_cost', () => [{ labels: {}, value: this.open }]);
  }

  async run<T>(caller: string, cost: number, work: () => Promise<T>): Promise<T> {
    if (this.turns.has(caller) || !this.fits(caller, cost)) await this.turns.wait(caller, cost);
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

  private startWaiting(): void {
    for (;;) {
      const started = this.turns.next((caller, cost) => this.fits(caller, cost));
      if (!started) return;
      this.take(started.caller, started.item);
    }
  }
}
