import type { TimeWindow } from '#libs/calendar/index';

/** 618 and 11.11 have rules of their own (STF-24, STF-25). */
export const promotionKinds = ['SIX_EIGHTEEN', 'DOUBLE_ELEVEN', 'OTHER'] as const;

export type PromotionKind = (typeof promotionKinds)[number];

/** One round of checking orders: at a time of day, those that came between two others. */
export interface OrderCheck {
  /** Minutes from midnight. */
  readonly at: number;
  readonly covers: TimeWindow;
}

/** A product, or a style, that agents are told of before the day (STF-21). */
export interface BriefingProduct {
  readonly name: string;
  readonly isCore: boolean;
  /** How many are to be sold, and how many were. */
  readonly goal: number | null;
  readonly actual: number | null;
  readonly pagePoints: string | null;
  readonly stacking: string | null;
}

/** What managers say of a promotion. Sales are those of its strongest day, in the shop's currency. */
export interface PromotionFacts {
  readonly maySurgeLate: boolean;
  readonly plannedUv: number | null;
  readonly expectedSales: number | null;
  readonly actualSales: number | null;
  /** After-sales agents on a usual day. */
  readonly normalAfterSales: number | null;
  readonly weakSupplyOrAfterSales: boolean;
  readonly groupBuyingOn: string | null;
  /** For how many days after the last one the out-of-stock reports go on. */
  readonly reportDaysAfter: number;
  /** Null = the usual timetable. */
  readonly orderChecks: readonly OrderCheck[] | null;
}

export interface PromotionPlan {
  readonly name: string;
  readonly kind: PromotionKind;
  /** Dates of the shop's zone, YYYY-MM-DD, both included. */
  readonly firstDate: string;
  readonly lastDate: string;
  readonly facts: PromotionFacts;
  readonly briefing: readonly BriefingProduct[];
}

export interface Promotion extends PromotionPlan {
  readonly id: string;
  readonly revision: number;
  /** Counts what agents have to read anew. */
  readonly briefingRevision: number;
  /** Counts what was sold anew, and the date on which that was said last. */
  readonly actualsRevision: number;
  readonly actualsOn: string | null;
  readonly cancelledAt: Date | null;
  readonly savedAt: Date;
  readonly savedBy: string | null;
}

/** Nothing that asks for a task of its own. */
export const noFacts: PromotionFacts = {
  maySurgeLate: false,
  plannedUv: null,
  expectedSales: null,
  actualSales: null,
  normalAfterSales: null,
  weakSupplyOrAfterSales: false,
  groupBuyingOn: null,
  reportDaysAfter: 0,
  orderChecks: null,
};
