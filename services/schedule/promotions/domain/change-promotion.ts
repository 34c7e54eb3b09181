import { dateNumber } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import { isTypedDate } from '../../hours/domain/date-span';
import { parseOrderChecks, type TypedOrderCheck } from './order-checks';
import { noFacts, type BriefingProduct, type Promotion, type PromotionFacts, type PromotionKind, type PromotionPlan } from './promotion';

type Changed<T> = { readonly [F in keyof T]?: T[F] | undefined };

export interface TypedProduct {
  readonly name: string;
  readonly isCore?: boolean | null | undefined;
  readonly goal?: number | null | undefined;
  readonly actual?: number | null | undefined;
  readonly pagePoints?: string | null | undefined;
  readonly stacking?: string | null | undefined;
}

/** What a save says of a promotion. Absent is unchanged; null, where it can be, is none, or the usual (RES-84). */
export interface PromotionChange extends Changed<Omit<PromotionFacts, 'orderChecks'>> {
  readonly name?: string | undefined;
  readonly kind?: PromotionKind | undefined;
  readonly firstDate?: string | undefined;
  readonly lastDate?: string | undefined;
  readonly orderChecks?: readonly TypedOrderCheck[] | null | undefined;
  readonly briefing?: readonly TypedProduct[] | null | undefined;
}

/** Dates that a promotion can begin on: those of its tasks lie months around them. */
const earliest = '2000-01-01';
const latest = '2999-12-31';

/** The most days that a promotion can have. */
export const mostDays = 31;

/** The plan after a change, and all of it when there was none; refuses dates and times that are none, and a product that is named twice. */
export function changePlan(before: PromotionPlan | null, change: PromotionChange): PromotionPlan | Refusal {
  const name = change.name ?? before?.name;
  if (name === undefined) return wrong('name', 'what people call it, 1 to 50 characters');
  const dates = changeDates(before, change);
  if (isRefusal(dates)) return dates;
  const facts = changeFacts(before?.facts ?? noFacts, change);
  if (isRefusal(facts)) return facts;
  const briefing = change.briefing === undefined ? (before?.briefing ?? []) : parseBriefing(change.briefing ?? []);
  return isRefusal(briefing) ? briefing : { name, kind: change.kind ?? before?.kind ?? 'OTHER', ...dates, facts, briefing };
}

function changeDates(before: PromotionPlan | null, change: PromotionChange): Pick<PromotionPlan, 'firstDate' | 'lastDate'> | Refusal {
  const firstDate = change.firstDate ?? before?.firstDate;
  if (!isTypedDate(firstDate) || firstDate < earliest || firstDate > latest)
    return noDate('firstDate', `a date from ${earliest} to ${latest}`);
  const lastDate = change.lastDate ?? before?.lastDate ?? firstDate;
  if (!isTypedDate(lastDate)) return noDate('lastDate', 'a date such as 2026-11-11');
  const days = dateNumber(lastDate) - dateNumber(firstDate) + 1;
  if (days >= 1 && days <= mostDays) return { firstDate, lastDate };
  return noDate('lastDate', `a date that is not before ${firstDate}, and at most ${mostDays} days with it`);
}

function changeFacts(before: PromotionFacts, change: PromotionChange): PromotionFacts | Refusal {
  const { groupBuyingOn, orderChecks: typed } = change;
  if (typeof groupBuyingOn === 'string' && !isTypedDate(groupBuyingOn)) return noDate('groupBuyingOn', 'a date such as 2026-11-08');
  const orderChecks = typed === undefined ? before.orderChecks : typed && parseOrderChecks(typed);
  if (isRefusal(orderChecks)) return orderChecks;
  return {
    maySurgeLate: change.maySurgeLate ?? before.maySurgeLate,
    plannedUv: kept(change.plannedUv, before.plannedUv),
    expectedSales: kept(change.expectedSales, before.expectedSales),
    actualSales: kept(change.actualSales, before.actualSales),
    normalAfterSales: kept(change.normalAfterSales, before.normalAfterSales),
    weakSupplyOrAfterSales: change.weakSupplyOrAfterSales ?? before.weakSupplyOrAfterSales,
    groupBuyingOn: kept(groupBuyingOn, before.groupBuyingOn),
    reportDaysAfter: change.reportDaysAfter ?? before.reportDaysAfter,
    orderChecks,
  };
}

const kept = <T>(given: T | undefined, before: T): T => (given === undefined ? before : given);

function parseBriefing(typed: readonly TypedProduct[]): readonly BriefingProduct[] | Refusal {
  const twice = typed.findIndex(({ name }, index) => typed.findIndex((other) => other.name === name) < index);
  if (twice >= 0) return wrong(`briefing.${twice}.name`, 'each product once');
  return typed.map(({ name, isCore, goal, actual, pagePoints, stacking }) => ({
    name,
    isCore: isCore ?? false,
    goal: goal ?? null,
    actual: actual ?? null,
    pagePoints: pagePoints ?? null,
    stacking: stacking ?? null,
  }));
}

/** The promotion with its new plan: agents read a briefing anew when what they are told is another, not when only what was sold is. */
export function nextPromotion(
  before: Promotion | null,
  plan: PromotionPlan,
  by: { readonly id: string; readonly today: string; readonly now: Date; readonly account: string | null },
): Promotion {
  const isNew = (saying: (briefing: readonly BriefingProduct[]) => string): boolean =>
    saying(plan.briefing) !== saying(before?.briefing ?? []);
  const sold = isNew(actualsOf);
  return {
    ...plan,
    id: by.id,
    revision: (before?.revision ?? 0) + 1,
    briefingRevision: (before?.briefingRevision ?? 0) + (isNew(contentOf) ? 1 : 0),
    actualsRevision: (before?.actualsRevision ?? 0) + (sold ? 1 : 0),
    actualsOn: sold ? by.today : (before?.actualsOn ?? null),
    cancelledAt: before?.cancelledAt ?? null,
    savedAt: by.now,
    savedBy: by.account,
  };
}

const contentOf = (briefing: readonly BriefingProduct[]): string =>
  JSON.stringify(briefing.map(({ name, isCore, goal, pagePoints, stacking }) => [name, isCore, goal, pagePoints, stacking]));

const actualsOf = (briefing: readonly BriefingProduct[]): string =>
  JSON.stringify(briefing.flatMap(({ name, actual }) => (actual === null ? [] : [[name, actual]])));

const wrong = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', 'This is no plan of a promotion.', { field, expected });
const noDate = (field: string, expected: string): Refusal =>
  refuse('INVALID_RANGE', 'These are no dates of a promotion.', { field, expected });
