import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { Account } from '../domain/account';

/** The whole account as it is now. */
export const accountSnapshot = (
  { id: accountId, shopId, version, name, nickname, roles, imEnabled, noRouting, positionId, active }: Account,
  trigger: Trigger,
  { id, at }: { readonly id: string; readonly at: Date },
): NewEvent<'account-changed', 'snapshot'> =>
  factOf(trigger, {
    id,
    topic: 'account-changed',
    type: 'snapshot',
    shopId,
    subject: accountId,
    occurredAt: at,
    policyVersion: null,
    value: {
      version,
      accountId,
      name,
      nickname,
      roles: [...roles],
      imEnabled,
      noRouting,
      positionId,
      department: null,
      active,
    },
  });
