import type { Step } from './step';

/** Nobody overtakes those who wait (RTE-28). */
export const turn: Step = (view) => (view.waitingAhead ? { outcome: 'queued', cause: 'ALL_AT_CAPACITY', rule: 'RTE-28' } : undefined);
