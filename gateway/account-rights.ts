import { withoutAccount, type Bearer, type Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { Clock } from '#libs/platform/process/clock';
import type { Log } from '#libs/platform/process/log';
import type { AccountKey, AccountNow, AskRights } from './ask-rights';
import { LastAnswers } from './last-answers';

export interface Callers {
  /** Who calls, with the rights of this second; refuses accounts that do not exist or are not active. */
  callerOf(bearer: Bearer): Promise<Caller>;
  /** Something of a shop's accounts may have been changed; `isCertain` when the shop service has said so itself. */
  changed(shop: string | null, isCertain: boolean): void;
}

interface RightsOptions {
  readonly ask: AskRights;
  /** Business time, by which grants end. */
  readonly clock: Clock;
  readonly log: Log;
  /** The machine's time, by which answers grow old. */
  readonly now: () => number;
}

/** What accounts may now (PRM-2). Callers that are no account cost nothing here. */
export class AccountRights implements Callers {
  private readonly answers: LastAnswers<AccountKey, AccountNow>;

  constructor(private readonly options: RightsOptions) {
    const { ask, log, now } = options;
    this.answers = new LastAnswers({ ask, log, now, nameOf: ({ account }) => account, what: 'what accounts may' });
  }

  async callerOf(bearer: Bearer): Promise<Caller> {
    const { subject, shop, account } = bearer;
    if (shop === null || account === null) return withoutAccount(bearer);
    const found = await this.answers.get({ shop, account });
    if (!found) throw unknownAccount;
    if (!found.active) throw inactive;
    const { roles, imEnabled, reasons } = found;
    return { subject, shop, account, roles, imEnabled, permissions: this.inForce(reasons) };
  }

  changed(shop: string | null, isCertain: boolean): void {
    this.answers.changed(shop, isCertain);
  }

  private inForce(reasons: AccountNow['reasons']): string[] {
    const now = this.options.clock.now();
    return [...new Set(reasons.filter(({ until }) => until === null || now < until).map(({ permission }) => permission))];
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
