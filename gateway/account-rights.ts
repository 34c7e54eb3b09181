import { withoutAccount, type Bearer, type Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { Log } from '#libs/platform/process/log';
import type { AccountKey, AccountNow, AskRights } from './ask-rights';
import { LastAnswers } from './last-answers';

export interface Callers {
  /** Who calls, with the rights of this second; refuses accounts that do not exist or are not active. */
  callerOf(bearer: Bearer): Promise<Caller>;
  /** Something of a shop's accounts may have been changed; `isCertain` when the shop service has said so itself. */
  changed(shop: string | null, isCertain: boolean): void;
}

/** What accounts may now (PRM-2). Callers that are no account cost nothing here. */
export class AccountRights implements Callers {
  private readonly answers: LastAnswers<AccountKey, AccountNow>;

  constructor({ ask, ...options }: { readonly ask: AskRights; readonly log: Log; readonly now: () => number }) {
    this.answers = new LastAnswers({ ...options, ask, nameOf: ({ account }) => account, what: 'what accounts may' });
  }

  async callerOf(bearer: Bearer): Promise<Caller> {
    const { subject, shop, account } = bearer;
    if (shop === null || account === null) return withoutAccount(bearer);
    const found = await this.answers.get({ shop, account });
    if (!found) throw unknownAccount;
    if (!found.active) throw inactive;
    const { roles, imEnabled, permissions } = found;
    return { subject, shop, account, roles, imEnabled, permissions };
  }

  changed(shop: string | null, isCertain: boolean): void {
    this.answers.changed(shop, isCertain);
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
