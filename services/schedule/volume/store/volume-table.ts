import { date, instant, json, table, uuid } from '#libs/platform/database/table';

type Counts = readonly number[];

/** What is known of one date of a shop: 48 numbers of each kind, one for each half hour of its clocks. */
export const volumeTable = table('volume_day', {
  shopId: uuid().key(),
  date: date().key(),
  consultations: json<Counts>(),
  replies: json<Counts>().null(),
  meanReplyMs: json<Counts>().null(),
  rated: json<Counts>().null(),
  satisfied: json<Counts>().null(),
  complaints: json<Counts>().null(),
  savedAt: instant(),
  savedBy: uuid().null(),
});
