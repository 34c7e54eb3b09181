import { instant, table, uuid } from '#libs/platform/database/table';

/** When agents were at their workbenches. */
export const loginTable = table(
  'agent_login',
  { shopId: uuid().key(), agentId: uuid().key(), loggedInAt: instant().key(), loggedOutAt: instant().null() },
  { indices: [{ name: 'agent_login_time', fields: ['shopId', 'loggedInAt'] }] },
);
