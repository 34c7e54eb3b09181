import { noFacts, type Promotion, type PromotionFacts } from './promotion';

/** A promotion as it is kept: 11.11 of 2026, unless something else is said. */
export const examplePromotion = ({
  facts,
  ...more
}: Partial<Omit<Promotion, 'facts'>> & { readonly facts?: Partial<PromotionFacts> } = {}): Promotion => ({
  id: 'p',
  name: '双11',
  kind: 'DOUBLE_ELEVEN',
  firstDate: '2026-11-11',
  lastDate: '2026-11-11',
  facts: { ...noFacts, ...facts },
  briefing: [],
  revision: 1,
  briefingRevision: 0,
  actualsRevision: 0,
  actualsOn: null,
  cancelledAt: null,
  savedAt: new Date('2026-09-01T02:00:00Z'),
  savedBy: null,
  ...more,
});

export const exampleProduct = {
  name: '羽绒服',
  isCore: true,
  goal: 100,
  actual: null,
  pagePoints: '90%白鸭绒',
  stacking: '满300减50',
} as const;
