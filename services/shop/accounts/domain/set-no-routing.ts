import { refuse, type Refusal } from '#libs/platform/errors';
import { raised, type Account } from './account';

/** RTE-37, RTE-38: the account kept out of automatic routing, or let in again; the same account when nothing changes. Clearing is always possible. */
export function setNoRouting(account: Account, noRouting: boolean): Account | Refusal {
  if (account.noRouting === noRouting) return account;
  if (noRouting && !(account.active && account.roles.includes('AGENT')))
    return refuse('NOT_AN_AGENT', 'This account takes no part in routing.', {
      field: 'accountId',
      expected: 'an active account with the role AGENT',
    });
  return raised({ ...account, noRouting });
}
