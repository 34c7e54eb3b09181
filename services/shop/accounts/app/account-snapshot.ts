import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { Account } from '../domain/account';

/** The whole account as it is now. */
export const accountSnapshot = (
  account: Account,
  trigger: Trigger,
  { id, at }: { readonly id: string; readonly at: Date },
): NewEvent<'account-changed', 'snapshot'> =>
  factOf(trigger, {
    id,
    topic: 'account-changed',
    type: 'snapshot',
    shopId: account.shopId,
    subject: account.id,
    occurredAt: at,
    policyVersion: null,
    value: {
      version: account.version,
      accountId: account.id,
      name: account.name,
      nickname: account.nickname,
      roles: [...account.roles],
      imEnabled: account.imEnabled,
      noRouting: account.noRouting,
      positionId: account.positionId,
      department: account.department,
      avatar: account.avatar,
      active: account.active,
      removed: account.removedAt !== null,
    },
  });
