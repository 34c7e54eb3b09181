import type { Log } from '#libs/platform/process/log';

/** An answer is good for so long from the moment it was asked for. */
const freshMs = 1_000;
/** The last answer is good for so long while the shop service gives no new one. */
const lastMs = 5 * 60_000;
const remembered = 50_000;

interface Entry<V> {
  askedAt: number;
  readonly answer: Promise<V | null>;
  /** The last answer that was heard. */
  last: { readonly value: V; readonly at: number } | undefined;
}

interface Options<K, V> {
  readonly ask: (key: K) => Promise<V | null>;
  readonly nameOf: (key: K) => string;
  /** Whose answers they are, for the log: what accounts may. */
  readonly what: string;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * What the shop service said, remembered for a second, so that a change acts within that time at every gateway whether Kafka runs or not. While that service
 * is away the last answer holds for five minutes, since nobody else could change it.
 */
export class LastAnswers<K extends { readonly shop: string | null }, V> {
  private readonly shops = new Map<string | null, Map<string, Entry<V>>>();
  private size = 0;
  private isAway = false;

  constructor(private readonly options: Options<K, V>) {}

  get(key: K): Promise<V | null> {
    const known = this.shops.get(key.shop)?.get(this.options.nameOf(key));
    if (known && this.options.now() - known.askedAt < freshMs) return known.answer;
    const entry = this.renew(key, known?.last);
    this.remember(key, entry);
    return entry.answer;
  }

  /** Something of a shop may have been changed; `isCertain` when the shop service has said so itself. */
  changed(shop: string | null, isCertain: boolean): void {
    if (isCertain) this.forget(shop);
    else for (const entry of this.shops.get(shop)?.values() ?? []) entry.askedAt = -Infinity;
  }

  private renew(key: K, last: Entry<V>['last']): Entry<V> {
    const { ask, now } = this.options;
    const askedAt = now();
    const heard = (value: V | null): V | null => {
      this.isAway = false;
      entry.last = value === null ? undefined : { value, at: askedAt };
      return value;
    };
    const entry: Entry<V> = { askedAt, last, answer: ask(key).then(heard, (error: Error) => this.lastOf(last, error)) };
    // Whoever waits for the answer hears of a failure; it may be that nobody does.
    entry.answer.catch(() => undefined);
    return entry;
  }

  private lastOf(last: Entry<V>['last'], err: Error): V {
    const { log, now, what } = this.options;
    if (!this.isAway) log.warn({ err }, `the shop service does not say ${what}; the last answers hold`);
    this.isAway = true;
    if (last && now() - last.at < lastMs) return last.value;
    throw err;
  }

  private remember(key: K, entry: Entry<V>): void {
    const ofShop = this.shops.get(key.shop) ?? new Map<string, Entry<V>>();
    const name = this.options.nameOf(key);
    if (!ofShop.has(name)) this.size += 1;
    this.shops.set(key.shop, ofShop.set(name, entry));
    const [oldest] = this.shops.keys();
    if (this.size > remembered && oldest !== undefined) this.forget(oldest);
  }

  private forget(shop: string | null): void {
    this.size -= this.shops.get(shop)?.size ?? 0;
    this.shops.delete(shop);
  }
}
