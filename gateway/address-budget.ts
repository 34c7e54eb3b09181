import { Buckets } from './buckets';
import { networkOf } from './network-of';
import { tooOften } from './too-often';

/** How often one address may do something: `limit` times at once, and as often again in a minute. Counted in this process alone, so several give as much each. */
export class AddressBudget {
  private readonly buckets: Buckets;

  constructor(limit: number, now: () => number) {
    this.buckets = new Buckets({ perMinute: limit, size: limit, now });
  }

  /** Takes one; refuses with how long to wait when there is none. */
  take(address: string): void {
    const network = networkOf(address);
    const seconds = this.buckets.waitFor(network, 1);
    if (seconds > 0) throw tooOften('This address has asked too often.', seconds);
    this.buckets.take(network, 1);
  }

  giveBack(address: string): void {
    this.buckets.take(networkOf(address), -1);
  }
}
