import { errorCodes } from '#libs/platform/errors';
import { code, pageOf, tableOf } from './markdown';

/** The closed list of codes. */
export const errorsPage = (): string =>
  pageOf(
    'Errors',
    'A refusal is a GraphQL error with `extensions`: `code` of this list, `retryable` (whether the same call may succeed later; one error may say otherwise than its code usually does), `requestId`, which finds it in the log, and where they help `field`, `expected`, `permission` and `grantedBy`. The list is closed: a new code is a change that is announced.',
    tableOf(
      ['code', 'meaning', 'retryable'],
      Object.entries(errorCodes).map(([name, { means, retryable }]) => [code(name), means, retryable ? 'yes' : 'no']),
    ),
  );
