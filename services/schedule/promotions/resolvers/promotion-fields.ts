import { formatTime } from '#libs/calendar/index';
import type { Resolvers, Warning } from '../../generated/resolver-types';
import { isGroupBuyingUnwise } from '../domain/group-buying';
import { usualOrderChecks } from '../domain/order-checks';
import type { PromotionPlan } from '../domain/promotion';
import { afterSalesOnTheDay } from '../../promotion-tasks/domain/task-kinds';
import { promotionCursor } from './promotion-cursor';

const groupBuying: Warning = {
  code: 'GROUP_BUYING_ADVISED_AGAINST',
  message: 'Supply or after-sales are weak: better no group-buying event in the days before 11.11.',
  field: 'groupBuyingOn',
};

/** What is advised against in a plan (STF-25). */
export const warningsOf = (plan: PromotionPlan): Warning[] => (isGroupBuyingUnwise(plan) ? [groupBuying] : []);

const account = (id: string | null) => (id === null ? null : { id });

/** How promotions are shown. */
export const promotionFields: Resolvers = {
  PromotionConnection: {
    edges: ({ entries }) => entries.map((node) => ({ cursor: promotionCursor(node), node })),
    nodes: ({ entries }) => [...entries],
    pageInfo: ({ entries, hasNextPage }) => ({ hasNextPage, endCursor: entries.map(promotionCursor).at(-1) ?? null }),
  },
  Promotion: {
    maySurgeLate: ({ facts }) => facts.maySurgeLate,
    plannedUv: ({ facts }) => facts.plannedUv,
    expectedSales: ({ facts }) => facts.expectedSales,
    actualSales: ({ facts }) => facts.actualSales,
    normalAfterSales: ({ facts }) => facts.normalAfterSales,
    afterSalesOnTheDay: ({ facts: { normalAfterSales } }) => (normalAfterSales === null ? null : afterSalesOnTheDay(normalAfterSales)),
    weakSupplyOrAfterSales: ({ facts }) => facts.weakSupplyOrAfterSales,
    groupBuyingOn: ({ facts }) => facts.groupBuyingOn,
    reportDaysAfter: ({ facts }) => facts.reportDaysAfter,
    orderChecks: ({ facts }) => [...(facts.orderChecks ?? usualOrderChecks)],
    briefing: ({ briefing }) => [...briefing],
    readBy: ({ readBy }) => readBy.map((id) => ({ id })),
    unreadBy: ({ unreadBy }) => unreadBy.map((id) => ({ id })),
    tasks: ({ standing }) => standing,
    warnings: warningsOf,
    cancelledAt: ({ cancelledAt }) => cancelledAt?.toISOString() ?? null,
    savedAt: ({ savedAt }) => savedAt.toISOString(),
    savedBy: ({ savedBy }) => account(savedBy),
  },
  PromotionOrderCheck: {
    at: ({ at }) => formatTime(at),
    from: ({ covers }) => formatTime(covers.start),
    to: ({ covers }) => formatTime(covers.end),
  },
  PromotionProduct: { difference: ({ goal, actual }) => (goal === null || actual === null ? null : actual - goal) },
};
