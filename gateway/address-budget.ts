import { AppError } from '#libs/platform/errors';
import { HttpRefusal } from '#libs/platform/http/http-refusal';

const remembered = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/** How often one address may do something: `limit` times at once, and as often again in a minute. Counted in this process alone, so several give as much each. */
export class AddressBudget {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly limit: number,
    private readonly now: () => number,
  ) {}

  /** Takes one; refuses with how long to wait when there is none. */
  take(address: string): void {
    const name = networkOf(address);
    const { left, at } = this.buckets.get(name) ?? { left: this.limit, at: this.now() };
    const filled = Math.min(this.limit, left + ((this.now() - at) * this.limit) / 60_000);
    if (filled < 1) throw tooMany(Math.ceil(((1 - filled) * 60) / this.limit));
    if (!this.buckets.has(name) && this.buckets.size >= remembered) this.buckets.delete(this.buckets.keys().next().value ?? '');
    this.buckets.set(name, { left: filled - 1, at: this.now() });
  }
}

/** Who has one address of IPv6 has all of its /64. */
const networkOf = (address: string): string => (/^::ffff:|^[^:]*$/i.test(address) ? address : address.split(':').slice(0, 4).join(':'));

const tooMany = (seconds: number): HttpRefusal =>
  new HttpRefusal(
    429,
    new AppError('TOO_MANY_REQUESTS', 'This address has asked too often.', { expected: `another try in ${seconds} s` }),
    { 'retry-after': String(seconds) },
  );
