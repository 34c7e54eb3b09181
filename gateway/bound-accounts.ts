import { z } from 'zod';
import type { Bearer, Caller } from '#libs/platform/access/caller';
import type { Log } from '#libs/platform/process/log';
import type { Callers } from './account-rights';
import type { AccountKey } from './ask-rights';
import { askShop, type AskedShop } from './ask-shop';
import { LastAnswers } from './last-answers';
import { unauthenticated } from './token-refusals';

/** A login at an issuer; which shop it belongs to is what is asked. */
interface Login {
  readonly shop: null;
  readonly issuer: string;
  readonly subject: string;
}

/** Asks which account a login is; null for one that is none. */
export type AskLogin = (login: Login) => Promise<AccountKey | null>;

export const askLogin = (asked: AskedShop): AskLogin =>
  askShop<Login, AccountKey>(asked, {
    selection: '... on AccountIdentity { shopId accountId }',
    representation: ({ issuer, subject }) => ({ __typename: 'AccountIdentity', issuer, subject }),
    answer: z
      .object({ shopId: z.string(), accountId: z.string() })
      .transform(({ shopId: shop, accountId: account }): AccountKey => ({ shop, account })),
  });

interface Options {
  readonly ask: AskLogin;
  readonly accounts: Callers;
  readonly log: Log;
  readonly now: () => number;
}

/** Logins that the main account of a shop has bound to accounts: they call as those, with the rights these have now. */
export class BoundAccounts implements Callers {
  private readonly answers: LastAnswers<Login, AccountKey>;
  private readonly accounts: Callers;

  constructor({ accounts, ...options }: Options) {
    this.accounts = accounts;
    this.answers = new LastAnswers({
      ...options,
      nameOf: ({ issuer, subject }) => JSON.stringify([issuer, subject]),
      what: 'who logins are',
    });
  }

  async callerOf({ subject, login }: Bearer): Promise<Caller> {
    const bound = login === undefined ? null : await this.answers.get({ shop: null, issuer: login.issuer, subject });
    if (!bound) throw unauthenticated('Your login is bound to no account. The main account of your shop can bind it.');
    return this.accounts.callerOf({ subject, ...bound, roles: [] });
  }

  /** Which shop a login is of is not known before it is asked, so a change is heard of within the second. */
  changed(): void {
    return undefined;
  }
}
