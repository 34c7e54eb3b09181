import type { Account } from '../../accounts/domain/account';

/** An agent of the tests in this folder. */
export const exampleAccount: Account = {
  id: 'annie',
  shopId: 's',
  version: 1,
  name: 'Annie',
  nickname: 'Annie',
  roles: ['AGENT'],
  imEnabled: true,
  noRouting: false,
  active: true,
  positionId: null,
  department: null,
  avatar: null,
  removedAt: null,
};
