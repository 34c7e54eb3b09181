import type { Retained } from '#libs/service/retention';

/** Alerts that are over. */
export const alertsRetention: Retained = {
  table: 'alert',
  condition: 't.cleared_at < $1',
  setting: 'JIEDAI_KEEP_ALERTS_DAYS',
  clock: 'business',
};
