import { withoutAccount, type Bearer, type Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { Log } from '#libs/platform/process/log';
import type { AccountKey, AccountNow, AskRights } from './ask-rights';

/** An answer is good for so long from the moment it was asked for. */
const freshMs = 1_000;
/** The last answer is good for so long while the shop service gives no new one. */
const lastMs = 5 * 60_000;
const remembered = 50_000;

interface Entry {
  askedAt: number;
  readonly answer: Promise<AccountNow | null>;
  /** The last answer that was heard. */
  last: { readonly account: AccountNow; readonly at: number } | undefined;
}

export interface Callers {
  /** Who calls, with the rights of this second; refuses accounts that do not exist or are not active. */
  callerOf(bearer: Bearer): Promise<Caller>;
  /** Something of a shop's accounts may have been changed; `isCertain` when the shop service has said so itself. */
  changed(shop: string | null, isCertain: boolean): void;
}

/**
 * What accounts may now (PRM-2): asked of the shop service, one request for all who wait, and remembered for a second. While that service is away the last
 * answer holds for five minutes, since nobody else could change it. Callers that are no account cost nothing here.
 */
export class AccountRights implements Callers {
  private readonly shops = new Map<string, Map<string, Entry>>();
  private size = 0;
  private isAway = false;

  constructor(private readonly options: { readonly ask: AskRights; readonly log: Log; readonly now: () => number }) {}

  async callerOf(bearer: Bearer): Promise<Caller> {
    const { shop, account } = bearer;
    if (shop === null || account === null) return withoutAccount(bearer);
    const found = await this.accountNow({ shop, account });
    if (!found) throw unknownAccount;
    if (!found.active) throw inactive;
    const { roles, imEnabled, permissions } = found;
    return { ...bearer, roles, imEnabled, permissions };
  }

  changed(shop: string | null, isCertain: boolean): void {
    if (shop === null) return;
    if (isCertain) this.forget(shop);
    else for (const entry of this.shops.get(shop)?.values() ?? []) entry.askedAt = -Infinity;
  }

  private accountNow(key: AccountKey): Promise<AccountNow | null> {
    const known = this.shops.get(key.shop)?.get(key.account);
    if (known && this.options.now() - known.askedAt < freshMs) return known.answer;
    const entry = this.renew(key, known?.last);
    this.remember(key, entry);
    return entry.answer;
  }

  private renew(key: AccountKey, last: Entry['last']): Entry {
    const { ask, now } = this.options;
    const askedAt = now();
    const heard = (account: AccountNow | null): AccountNow | null => {
      this.isAway = false;
      entry.last = account ? { account, at: askedAt } : undefined;
      return account;
    };
    const entry: Entry = { askedAt, last, answer: ask(key).then(heard, (error: Error) => this.lastOf(last, error)) };
    // Whoever waits for the answer hears of a failure; it may be that nobody does.
    entry.answer.catch(() => undefined);
    return entry;
  }

  private lastOf(last: Entry['last'], err: Error): AccountNow {
    const { log, now } = this.options;
    if (!this.isAway) log.warn({ err }, 'the shop service does not say what accounts may; the last answers hold');
    this.isAway = true;
    if (last && now() - last.at < lastMs) return last.account;
    throw err;
  }

  private remember({ shop, account }: AccountKey, entry: Entry): void {
    const ofShop = this.shops.get(shop) ?? new Map<string, Entry>();
    if (!ofShop.has(account)) this.size += 1;
    this.shops.set(shop, ofShop.set(account, entry));
    const [oldest] = this.shops.keys();
    if (this.size > remembered && oldest !== undefined) this.forget(oldest);
  }

  private forget(shop: string): void {
    this.size -= this.shops.get(shop)?.size ?? 0;
    this.shops.delete(shop);
  }
}

const unknownAccount = new AppError('UNAUTHENTICATED', 'The token names an account that its shop does not have.', {
  field: 'authorization',
  expected: 'a header "authorization: Bearer <token>" with the token of an account that exists',
});

const inactive = new AppError(
  'FORBIDDEN',
  'Your account is not active. The main account or an administrator of the shop can activate it.',
  {
    expected: 'an active account',
  },
);
