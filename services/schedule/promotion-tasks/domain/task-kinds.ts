import { formatTime } from '#libs/calendar/index';
import { afterSalesCycle } from './after-sales-cycle';
import { dateAfter, datesOf } from '../../roster/domain/dates';
import { monthsBefore } from './months-before';
import { usualOrderChecks } from '../../promotions/domain/order-checks';
import type { Promotion } from '../../promotions/domain/promotion';
import { posts, type Due, type Post, type TaskFacts } from './due';

/** A text for people, in the languages of the shops. */
export interface TaskText {
  readonly zh: string;
  readonly en: string;
}

/** One kind of task: which promotions need it, how often, when it falls due and what it says. */
export interface TaskKind {
  readonly isNeeded: (promotion: Promotion) => boolean;
  /** Once; once for each agent; on each date of the promotion; or on each date with reports. NOT_PLANNED comes from what people report. */
  readonly per: 'PROMOTION' | 'AGENT' | 'DATE' | 'REPORT_DATE' | 'NOT_PLANNED';
  /** `date` is the promotion's first date, or the one that it is for. */
  readonly due: (promotion: Promotion, date: string) => readonly Due[];
  readonly text: (facts: TaskFacts) => TaskText;
}

interface Offset {
  readonly days?: number;
  readonly months?: number;
}

/** So long before the first date, and until that date is over. */
const before =
  ({ days = 0, months = 0 }: Offset, parts: readonly Pick<Due, 'part' | 'facts'>[] = [{ part: '', facts: {} }]) =>
  (_promotion: Promotion, date: string): Due[] =>
    parts.map((part) => ({ date: dateAfter(monthsBefore(date, months), -days), minute: null, ...part }));

const always = (): boolean => true;
const noDue = (): Due[] => [];
const clock = (minute: number): string => formatTime(minute).replace(':', '');

/** The share of the after-sales agents who stay there on the day, rounded up (STF-20). */
export const afterSalesOnTheDay = (normal: number): number => Math.ceil(normal / 4);

const postText: Readonly<Record<Post, TaskText>> = {
  PRE_SALE: { zh: '售前', en: 'pre-sale' },
  AFTER_SALES: { zh: '售后', en: 'after-sales' },
  RETURNS_AND_REFUNDS: { zh: '退换货与差价登记', en: 'registration of returns, exchanges and price differences' },
  ERP: { zh: 'ERP(审单、加单、删单、退货单)', en: 'ERP: checking, adding and deleting orders, return orders' },
  OTHER_SERVICE: { zh: '其余客服岗', en: 'the remaining service post' },
};

/** Advertised visitors of a day above which typing speed is looked at (STF-11). */
const manyVisitors = 200_000;

/** Everything that is prepared, by kind. A new kind is one entry here and its name in the schema. */
export const taskKinds = {
  /** STF-10 */
  ROTATE_POST: {
    isNeeded: always,
    per: 'AGENT',
    due: before(
      { months: 1 },
      posts.map((post) => ({ part: post, facts: { post } })),
    ),
    text: ({ post = 'OTHER_SERVICE' }) => ({ zh: `轮岗:${postText[post].zh}`, en: `Job rotation: ${postText[post].en}.` }),
  },
  /** STF-11 */
  TRAIN_TYPING: {
    isNeeded: ({ facts }) => (facts.plannedUv ?? 0) > manyVisitors,
    per: 'PROMOTION',
    due: before({ months: 1 }),
    text: () => ({
      zh: '打字速度:团队平均每分钟不少于90字,建议100字',
      en: 'Typing speed: at least 90 characters a minute in the mean of the team, better 100.',
    }),
  },
  /** STF-9 */
  ADD_AGENTS: {
    isNeeded: ({ facts }) => facts.maySurgeLate,
    per: 'PROMOTION',
    due: before({ days: 15 }),
    text: () => ({ zh: '开始增加客服,可含兼职', en: 'Begin to add agents, part-time ones too.' }),
  },
  /** STF-21: read before the day. */
  READ_BRIEFING: {
    isNeeded: ({ briefing }) => briefing.length > 0,
    per: 'AGENT',
    due: ({ briefingRevision }, date) => [
      { date: dateAfter(date, -1), minute: null, part: String(briefingRevision), facts: { briefing: briefingRevision } },
    ],
    text: () => ({
      zh: '阅读活动说明:目标、主推款、页面要点、优惠叠加',
      en: 'Read the briefing: goals, core products, points of the pages, how discounts stack.',
    }),
  },
  /** STF-21: plan and actual differ. */
  SHARE_DIFFERENCE: {
    isNeeded: ({ briefing, actualsOn }) =>
      actualsOn !== null && briefing.some(({ goal, actual }) => goal !== null && actual !== null && goal !== actual),
    per: 'PROMOTION',
    due: ({ actualsOn, actualsRevision }, date) => [{ date: actualsOn ?? date, minute: null, part: String(actualsRevision), facts: {} }],
    text: () => ({ zh: '实际与计划不符,尽快告知客服', en: 'Actual sales differ from the plan: tell the agents soon.' }),
  },
  /** STF-20 */
  CUT_AFTER_SALES: {
    isNeeded: ({ facts }) => facts.normalAfterSales !== null,
    per: 'DATE',
    due: ({ facts: { normalAfterSales } }, date) => {
      const normalStaff = normalAfterSales ?? 0;
      return [{ date, minute: null, part: '', facts: { staff: afterSalesOnTheDay(normalStaff), normalStaff } }];
    },
    text: ({ staff, normalStaff }) => ({
      zh: `售后留${staff}人(平时${normalStaff}人)只处理疑难,其余支援售前`,
      en: `After-sales keeps ${staff} of ${normalStaff} for hard cases only; the others support pre-sale.`,
    }),
  },
  /** STF-22 */
  CHECK_ORDERS: {
    isNeeded: always,
    per: 'DATE',
    due: ({ facts }, date) =>
      (facts.orderChecks ?? usualOrderChecks).map(({ at, covers }) => ({ date, minute: at, part: clock(at), facts: { covers } })),
    text: ({ covers = { start: 0, end: 1_440 } }) => ({
      zh: `审单:${formatTime(covers.start)}-${formatTime(covers.end)}的订单`,
      en: `Check the orders of ${formatTime(covers.start)}-${formatTime(covers.end)}.`,
    }),
  },
  /** STF-23 */
  REPORT_OUT_OF_STOCK: {
    isNeeded: always,
    per: 'REPORT_DATE',
    due: (_promotion, date) => [660, 900].map((minute) => ({ date, minute, part: clock(minute), facts: {} })),
    text: () => ({ zh: '缺货汇报', en: 'Report what is out of stock.' }),
  },
  /** STF-23: one for each order of a report. */
  CONTACT_BUYER: {
    isNeeded: always,
    per: 'NOT_PLANNED',
    due: noDue,
    text: ({ order, restockOn }) => ({
      zh: `联系订单${order}的买家:换尺码、颜色或款式${restockOn ? `;${restockOn}到货` : ''}`,
      en: `Ask the buyer of order ${order} for another size, colour or style${restockOn ? `; back in stock on ${restockOn}` : ''}.`,
    }),
  },
  /** STF-23: where a report has such dates. */
  PASS_RESTOCK_DATES: {
    isNeeded: always,
    per: 'NOT_PLANNED',
    due: noDue,
    text: () => ({ zh: '把到货日期告知售前', en: 'Tell pre-sale the dates on which goods are back.' }),
  },
  /** STF-24 */
  CLOSE_AFTER_SALES: {
    isNeeded: always,
    per: 'PROMOTION',
    due: (promotion) => afterSalesCycle(promotion),
    text: ({ share }) => ({ zh: `售后完成率不低于${share}%`, en: `At least ${share} % of the after-sales cases are done.` }),
  },
} as const satisfies Record<string, TaskKind>;

export type TaskKindName = keyof typeof taskKinds;

export const taskKindNames = Object.keys(taskKinds) as TaskKindName[];

/** The dates of a kind that comes once a day. */
export const datesFor = ({ firstDate, lastDate, facts }: Promotion, per: TaskKind['per']): string[] => {
  if (per === 'DATE') return datesOf({ from: firstDate, to: lastDate });
  return per === 'REPORT_DATE' ? datesOf({ from: firstDate, to: dateAfter(lastDate, facts.reportDaysAfter) }) : [firstDate];
};
