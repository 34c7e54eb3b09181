import type { Medium } from '../../consents/domain/medium';

export const stepKinds = ['COUPON', 'OFFER'] as const;

/** One thing that is sent to a customer who has not bought again. */
export interface FlowStep {
  readonly kind: (typeof stepKinds)[number];
  readonly medium: Medium;
  /** Calendar days of the shop's zone after the step before, of the first step after the first purchase. */
  readonly afterDays: number;
  /** What the shop's own system calls the coupon or offer; null leaves it to that system. */
  readonly reference: string | null;
  readonly text: string;
}

/** What is done about customers who bought once (CARE-1 to CARE-3), as data. Versions never change. */
export interface Flow {
  readonly version: number;
  readonly enabled: boolean;
  readonly steps: readonly FlowStep[];
  /** Calendar days after the last step until a customer is given up. */
  readonly abandonAfterDays: number;
}

/** A coupon after 30 days, an offer after 60, given up after 90: until a shop says otherwise. It has to be switched on. */
export const defaultFlow: Flow = {
  version: 0,
  enabled: false,
  abandonAfterDays: 30,
  steps: [
    { kind: 'COUPON', medium: 'CHANNEL', afterDays: 30, reference: null, text: '好久不见，送您一张优惠券，欢迎再来逛逛。' },
    { kind: 'OFFER', medium: 'CHANNEL', afterDays: 30, reference: null, text: '老顾客专享定向优惠，期待您再次光临。' },
  ],
};
