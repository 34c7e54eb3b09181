import { bigint, date, integer, smallint, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { Dimension } from './dimensions';
import { measureColumns, type Spread } from './measures';

/** Sums of a business date, or of a half hour of it (MET-21). */
export type Grain = 'DAY' | 'HALF_HOUR';

/** What `halfHour` says in the sums of a whole date. */
export const wholeDay = -1;

const place = {
  shopId: uuid().key(),
  dimension: text<Dimension>().key(),
  grain: text<Grain>().key(),
  businessDate: date().key(),
  halfHour: smallint().key(),
  member: text().key(),
} as const;

/** Sums over the sessions of a shop that were opened on a date: reports read these, never facts. */
export const figureSumTable = table('figure_sum', { ...place, ...measureColumns });

export type FigureSum = RowOf<typeof figureSumTable>;

/** How many durations of a spread fell into a bucket. */
export const figureSpreadTable = table('figure_spread', {
  shopId: uuid().key(),
  dimension: text<Dimension>().key(),
  businessDate: date().key(),
  halfHour: smallint().key(),
  member: text().key(),
  spread: text<Spread>().key(),
  bucket: integer().key(),
  count: bigint(),
});

export type FigureSpread = RowOf<typeof figureSpreadTable>;

/**
 * How many buyers came on a date, by when they came before. Buyers of any range of dates follow without looking at sessions: those whose visit before lies
 * before the range. `previousDate` is `neverBefore` for the first visit.
 */
export const buyerVisitTable = table('buyer_visit', {
  shopId: uuid().key(),
  dimension: text<Dimension | 'HALF_HOUR'>().key(),
  member: text().key(),
  businessDate: date().key(),
  previousDate: date().key(),
  buyers: bigint(),
});

export type BuyerVisit = RowOf<typeof buyerVisitTable>;

/** Sorts before every date. */
export const neverBefore = '0001-01-01';
