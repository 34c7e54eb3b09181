import { ceil } from './shrinkage';

/** How goods are to be sold, which says how many buyers an agent can serve in a day (STF-1 to 4). */
export type GoodsClass = 'NORMAL' | 'SIMPLE' | 'EASY_CHEAP' | 'HIGH_TOUCH';

/** From how many buyers a day on a note and a warning are due, pre-sale. */
export const dailyLoads: Readonly<Record<GoodsClass, { readonly note: number; readonly warning: number }>> = {
  NORMAL: { note: 250, warning: 250 },
  SIMPLE: { note: 300, warning: 350 },
  EASY_CHEAP: { note: 350, warning: 400 },
  HIGH_TOUCH: { note: 200, warning: 250 },
};

export type LoadGrade = 'OK' | 'NOTE' | 'WARNING' | 'ALARM';

/** How an agent's day stands to what its goods allow; everybody is still served. */
export function preSaleLoad(buyers: number, goods: GoodsClass): LoadGrade {
  const { note, warning } = dailyLoads[goods];
  if (buyers > warning) return 'WARNING';
  return buyers > note ? 'NOTE' : 'OK';
}

/** After-sales: a peak of 200 a day, and above 250 registration fails (STF-5). */
export function afterSalesLoad(cases: number): LoadGrade {
  if (cases > 250) return 'ALARM';
  return cases > 200 ? 'WARNING' : 'OK';
}

/** What is known of goods; prices in the shop's currency. */
export interface Goods {
  readonly averageOrderValue?: number | undefined;
  readonly price?: number | undefined;
  readonly peerPrice?: number | undefined;
  readonly littleKnowledge?: boolean | undefined;
  readonly lowPrice?: boolean | undefined;
  readonly easyQuestions?: boolean | undefined;
}

/** STF-2 to 4: orders above 3000 or about twice the peers' price need much care; low price and easy questions together little. */
export function goodsClass({ averageOrderValue = 0, price, peerPrice, littleKnowledge, lowPrice, easyQuestions }: Goods): GoodsClass {
  const dear = price !== undefined && peerPrice !== undefined && peerPrice > 0 && price >= 2 * peerPrice;
  if (averageOrderValue > 3_000 || dear) return 'HIGH_TOUCH';
  if (lowPrice && easyQuestions) return 'EASY_CHEAP';
  return littleKnowledge ? 'SIMPLE' : 'NORMAL';
}

/** STF-6: visitors × share who ask ÷ what an agent serves on the day, rounded up. */
export const promotionAgents = (visitors: number, share: number, perAgent: number): number => ceil((visitors * share) / perAgent);

/** STF-7: consultations of the day beside those of an ordinary one, and how many times as many. */
export function promotionForecast(
  ordinary: { readonly visitors: number; readonly share: number },
  day: { readonly visitors: number; readonly share: number },
): { readonly ordinary: number; readonly expected: number; readonly factor: number | null } {
  const [usual, expected] = [ordinary, day].map(({ visitors, share }) => Math.round(visitors * share)) as [number, number];
  return { ordinary: usual, expected, factor: usual === 0 ? null : expected / usual };
}

/** STF-8: returns spread over the days of the cycle, and the agents for them. */
export function afterSalesAgents(
  orders: number,
  returnRate: number,
  days: number,
  perAgent: number,
): { readonly perDay: number; readonly agents: number } {
  const perDay = (orders * returnRate) / days;
  return { perDay: ceil(perDay), agents: ceil(perDay / perAgent) };
}

/** STF-11: above 200 000 visitors a day a team's mean of 90 characters a minute is required, and 100 advised. */
export function typingDemand(
  visitorsPerDay: number,
  speeds: readonly number[],
): { readonly mean: number | null; readonly grade: 'NO_DEMAND' | 'PASS' | 'PASS_WITH_ADVICE' | 'FAIL' } {
  const mean = speeds.length === 0 ? null : speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
  if (visitorsPerDay <= 200_000) return { mean, grade: 'NO_DEMAND' };
  if (mean === null || mean < 90) return { mean, grade: 'FAIL' };
  return { mean, grade: mean < 100 ? 'PASS_WITH_ADVICE' : 'PASS' };
}
