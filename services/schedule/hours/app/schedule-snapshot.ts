import type { HolidayPolicy, TimeWindow, Weekly } from '#libs/calendar/index';
import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { ShopCopy } from '../../copies/store/shop-copies';
import type { SavedVersion } from '../domain/saved-version';

interface Told {
  readonly shopId: string;
  readonly shop: ShopCopy;
  readonly saved: SavedVersion;
}

/** One saved version of a shop's hours, or of a group's, whole. */
export const scheduleSnapshot = ({ shopId, shop, saved }: Told, trigger: Trigger, id: string): NewEvent<'schedule-changed', 'snapshot'> =>
  factOf(trigger, {
    id,
    topic: 'schedule-changed',
    type: 'snapshot',
    shopId,
    subject: shopId,
    occurredAt: saved.savedAt,
    policyVersion: shop.policyVersion,
    value: {
      version: saved.version,
      effectiveFrom: saved.effectiveFrom.toISOString(),
      savedAt: saved.savedAt.toISOString(),
      weekly: saved.weekly && week(saved.weekly),
      seasons: saved.seasons.map((season) => ({ ...season, weekly: week(season.weekly) })),
      ranges: saved.ranges.map((range) => ({ ...range, windows: day(range.windows) })),
      closures: saved.closures.map((closure) => ({ ...closure })),
      holidays: saved.holidays && policy(saved.holidays),
      groupId: saved.groupId,
      followsShop: saved.followsShop,
      closedNotice: saved.closedNotice,
      by: saved.savedBy,
      reason: saved.reason,
    },
  });

const day = (windows: readonly TimeWindow[]) => windows.map(({ start, end }) => ({ start, end }));
const week = (weekly: Weekly) => weekly.map(day);

const policy = ({ table, windows, ...rest }: HolidayPolicy) => ({
  ...rest,
  windows: day(windows),
  table: table && {
    ...table,
    holidays: table.holidays.map((each) => ({ ...each })),
    workdays: table.workdays.map((each) => ({ ...each })),
  },
});
