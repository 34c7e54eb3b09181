import type { Retained } from '#libs/service/retention';

/** Deliveries that are done, or were given up. */
export const deliveriesRetention: Retained = {
  table: 'webhook_delivery',
  condition: 't.done_at < $1',
  setting: 'JIEDAI_KEEP_ALERTS_DAYS',
  clock: 'machine',
};
