import { instant, table, uuid } from '#libs/platform/database/table';

/** Sessions of browsers that were ended by hand. */
export const endedSessionTable = table('ended_session', {
  accountId: uuid().key(),
  id: uuid().key(),
  shopId: uuid().fixed(),
  endedAt: instant().default('now()'),
});
