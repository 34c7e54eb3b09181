import { flag, integer, json, table, text, uuid } from '#libs/platform/database/table';
import type { SettingsTimeline } from '../../figures/domain/settings-timeline';

/** What metrics needs of a shop: the zone its dates are computed in, and what held in it when. */
export const shopCopyTable = table('shop_copy', {
  shopId: uuid().key(),
  version: integer(),
  timeZone: text(),
  /** Follows from the timeline; kept for builds that do not read it. */
  excludeFaqOnly: flag(),
  timeline: json<SettingsTimeline>().added('ShopTimeline1796000200000'),
});
