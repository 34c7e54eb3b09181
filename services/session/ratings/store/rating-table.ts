import { flag, instant, smallint, table, uuid } from '#libs/platform/database/table';

/** What buyers said of sessions, one row per session that was rated; written by whoever holds the buyer. */
export const ratingTable = table('rating', {
  sessionId: uuid().key(),
  shopId: uuid().fixed(),
  score: smallint().fixed(),
  solved: flag().null().fixed(),
  ratedAt: instant().fixed(),
});
