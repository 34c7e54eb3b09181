import type { Retained } from '#libs/service/retention';

/** Who was erased is known for longer than Kafka keeps facts of before. */
export const erasedRetention: Retained = {
  table: 'erased_subject',
  condition: 't.erased_at < $1',
  setting: 'JIEDAI_KEEP_TOMBSTONES_DAYS',
  clock: 'business',
};
