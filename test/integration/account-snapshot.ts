import type { EventOf } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';

/** What shop tells of an account: an active agent, unless `more` says otherwise. */
export const accountSnapshot = (shopId: string, accountId: string, more: object = {}): EventOf<'account-changed'> => ({
  topic: 'account-changed',
  type: 'snapshot',
  id: newId(),
  shopId,
  subject: accountId,
  sequence: 1,
  incarnation: 1,
  traceparent: null,
  value: {
    shopId,
    occurredAt: '2026-03-01T00:00:00.000Z',
    actor: { kind: 'SYSTEM', id: null },
    causeId: null,
    policyVersion: null,
    version: 1,
    accountId,
    name: 'A',
    nickname: 'A',
    roles: ['AGENT'],
    imEnabled: true,
    noRouting: false,
    active: true,
    ...more,
  },
});
