export interface BucketOptions {
  /** How much flows into each bucket in a minute. */
  readonly perMinute: number;
  /** How much a bucket holds at most; so much can be taken at once. */
  readonly size: number;
  /** Time that only goes forward, in milliseconds. */
  readonly now: () => number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Names remembered at most. The one that has been known longest is forgotten first, which only gives it a full bucket. */
const remembered = 20_000;

/** A token bucket for each name: it is full at the beginning, what is taken flows back with time. */
export class Buckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly options: BucketOptions) {}

  /** In how many seconds so much can be taken; 0 when it can be now. What is more than a bucket holds can be taken from a full one. */
  waitFor(name: string, amount: number): number {
    const { size, perMinute } = this.options;
    const missing = Math.min(amount, size) - this.leftOf(name);
    return missing <= 0 ? 0 : (missing * 60) / perMinute;
  }

  /** Takes so much, whether it is there or not: a bucket may owe. */
  take(name: string, amount: number): void {
    const left = this.leftOf(name) - amount;
    if (!this.buckets.has(name) && this.buckets.size >= remembered) this.buckets.delete(this.buckets.keys().next().value ?? '');
    this.buckets.set(name, { left, at: this.options.now() });
  }

  private leftOf(name: string): number {
    const { size, perMinute, now } = this.options;
    const bucket = this.buckets.get(name);
    return bucket === undefined ? size : Math.min(size, bucket.left + ((now() - bucket.at) * perMinute) / 60_000);
  }
}
